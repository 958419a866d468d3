package io.faast.corpus.h2;

import io.faast.corpus.Cases;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.h2.api.Trigger;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FileUtils;

/** H2: found by services, Java methods and triggers named in SQL, file systems by prefix. */
public final class Main {
  /** A trigger that only SQL names. */
  public static final class Upper implements Trigger {
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
      after[1] = String.valueOf(after[1]).toUpperCase(Locale.ROOT);
    }
  }

  private Main() {}

  /** A function that only SQL names. */
  public static String greet(String name) {
    return "hello " + name;
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases();
    try (Connection db = DriverManager.getConnection("jdbc:h2:mem:a", "sa", "")) {
      for (String sql :
          List.of(
              "create table t(id identity, name varchar(20) not null, price decimal(8,2), d date,"
                  + " ts timestamp with time zone, u uuid, b binary(4), arr int array, j json,"
                  + " e enum('red','green'), g clob, i interval day to second)",
              "insert into t(name, price, d, ts, u, b, arr, j, e, g, i) values ('ann', 1.25,"
                  + " date '2024-02-29', timestamp with time zone '2024-01-01 00:00:00+02:00',"
                  + " '123e4567-e89b-12d3-a456-426614174000', x'01020304', array[1,2],"
                  + " json '{\"a\": [1, null]}', 'green', 'long', interval '1 02:03:04' day to second)",
              "insert into t(name, price) select 'n' || x, x / 3.0 from system_range(1, 5)",
              "create index i on t(price desc)",
              "create unique hash index h on t(id)",
              "create view v as select name, price from t where price > 1",
              "create sequence s start with 5 increment by 2",
              "create alias greet for 'io.faast.corpus.h2.Main.greet'",
              "create alias root for 'java.lang.Math.sqrt'",
              "create trigger up before insert on t for each row call 'io.faast.corpus.h2.Main$Upper'",
              "insert into t(name) values ('loud')",
              "create alias if not exists ft_init for 'org.h2.fulltext.FullText.init'",
              "call ft_init()",
              "call ft_create_index('PUBLIC', 'T', 'NAME')",
              "create domain positive as int check (value > 0)",
              "create role r",
              "grant select on t to r",
              "create trigger bad before insert on t for each row call 'no.such.Trigger'",
              "create alias bad for 'no.such.Klass.method'",
              "create user u password 'p'",
              "insert into t(name) values (null)",
              "insert into t(id, name) values (1, 'x')",
              "selec 1",
              "select * from none",
              "select 1 / 0",
              "select cast('x' as int)",
              "select date '2024-02-30'",
              "alter table t add column if not exists z int default 3",
              "merge into t(id, name) key(id) values (1, 'merged')",
              "analyze",
              "checkpoint",
              "set mode PostgreSQL",
              "set mode MySQL",
              "set collation german",
              "set compact_mode 1")) {
        cases.add(sql.substring(0, Math.min(60, sql.length())), () -> update(db, sql));
      }
      for (String sql :
          List.of(
              "select * from t order by id",
              "select * from v order by name",
              "select greet(name), root(price) from t order by id",
              "select next value for s",
              "select * from ft_search('loud', 0, 0)",
              "select name, rank() over (order by price desc), sum(price) over () from t",
              "with recursive f(n) as (select 1 union all select n * 2 from f where n < 99)"
                  + " select listagg(n) from f",
              "select formatdatetime(timestamp '2024-05-06 07:08:09', 'EEE d MMM', 'fr')",
              "select regexp_replace('abc', '[bc]', 'x'), soundex('Robert'), hash('SHA-256', 'a')",
              "select hash('SHA3-512', 'a', 3), rawtohex(encrypt('AES', '00', 'x')), compress(x'00', 'LZF')",
              "select xmlnode('a', xmlattr('k', 'v'), xmltext('<')), json_object('a': 1)",
              "select percentile_cont(0.5) within group (order by price), stddev_pop(price) from t",
              "select table_name, table_type from information_schema.tables where table_schema = 'PUBLIC'",
              "explain select * from t where price = 1 and id > 2",
              "script nodata",
              "select * from csvread('a.csv')",
              "select to_char(1234.5, '9,999.99'), to_date('01-02-2024', 'DD-MM-YYYY')",
              "select count(*) > 10 from information_schema.settings",
              "select topic from information_schema.help where topic = 'SELECT'",
              "select convert_tz",
              "values (1, 'a'), (2, 'b')")) {
        cases.add(sql.substring(0, Math.min(70, sql.length())), () -> query(db, sql));
      }
      cases.add(
          "csvwrite",
          () ->
              update(db, "call csvwrite('a.csv', 'select id, name from t order by id')")
                  + Files.readString(Path.of("a.csv")));
      cases.add("csvread", () -> query(db, "select * from csvread('a.csv')"));
      cases.add(
          "lob",
          () -> {
            PreparedStatement insert =
                db.prepareStatement("insert into t(name, g) values ('lob', ?)");
            try (Reader text = new StringReader("x".repeat(20_000))) {
              insert.setCharacterStream(1, text);
              insert.executeUpdate();
            }
            return query(db, "select length(g) from t where name like 'LOB'");
          });
      cases.add(
          "metadata",
          () ->
              rows(db.getMetaData().getTypeInfo()).size() + db.getMetaData().getSystemFunctions());
      cases.add("parameter", () -> db.prepareStatement("select ?").executeQuery());
    }
    for (Locale locale : List.of(Locale.GERMANY, Locale.JAPAN, Locale.FRANCE)) {
      Locale.setDefault(locale);
      cases.add(
          "message " + locale,
          () ->
              DriverManager.getConnection("jdbc:h2:mem:b", "x", "y")
                  .createStatement()
                  .execute("selct"));
      Locale.setDefault(Locale.US);
    }
    for (String url :
        List.of(
            "jdbc:h2:./plain",
            "jdbc:h2:./locked;CIPHER=AES",
            "jdbc:h2:nio:./nio",
            "jdbc:h2:split:20:./split",
            "jdbc:h2:nioMemLZF:x",
            "jdbc:h2:memFS:y",
            "jdbc:h2:async:./as",
            "jdbc:h2:zip:none.zip!/x",
            "jdbc:h2:mem:z;INIT=runscript from 'none.sql'",
            "jdbc:h2:mem:q;NO_SUCH_SETTING=1",
            "jdbc:h2:./plain;IFEXISTS=TRUE;ACCESS_MODE_DATA=r",
            "jdbc:h2:nofs:./x",
            "jdbc:h2:./locked;CIPHER=DES",
            "jdbc:h2:tcp://localhost:1/x")) {
      cases.add(
          url,
          () -> {
            String password = url.contains("CIPHER") ? "file user" : "user";
            try (Connection db = DriverManager.getConnection(url, "sa", password)) {
              update(db, "create table if not exists k(v varchar)");
              update(db, "insert into k values ('stored')");
              return query(db, "select v from k");
            } catch (SQLException e) {
              return e.getSQLState()
                  + e.getErrorCode()
                  + e.getMessage().replaceAll("\"[^\"]*/[^\"]*\"", "path").replaceAll("\\[.*", "");
            }
          });
    }
    cases.add(
        "store",
        () -> {
          try (MVStore store =
              new MVStore.Builder()
                  .fileName("kv.mv")
                  .encryptionKey("k".toCharArray())
                  .compressHigh()
                  .open()) {
            MVMap<Integer, String> map = store.openMap("m");
            for (int i = 0; i < 100; i++) {
              map.put(i, "v" + i);
            }
            store.commit();
            return map.ceilingKey(50) + map.get(99) + map.getKeyIndex(7);
          }
        });
    cases.add(
        "files", () -> FileUtils.toRealPath("memFS:/a").length() + FileUtils.getName("zip:a!/b"));
    cases.finish();
  }

  private static int update(Connection db, String sql) throws SQLException {
    try (Statement statement = db.createStatement()) {
      statement.execute(sql);
      return statement.getUpdateCount();
    }
  }

  private static List<String> query(Connection db, String sql) throws SQLException {
    try (Statement statement = db.createStatement()) {
      return rows(statement.executeQuery(sql));
    }
  }

  private static List<String> rows(ResultSet rows) throws SQLException {
    List<String> all = new ArrayList<>();
    ResultSetMetaData data = rows.getMetaData();
    while (rows.next()) {
      StringBuilder row = new StringBuilder();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        row.append(data.getColumnLabel(i)).append(data.getColumnTypeName(i));
        row.append('=')
            .append(String.valueOf(rows.getString(i)).replaceAll("(SALT|HASH) '\\w+'", "$1"))
            .append(' ');
      }
      all.add(row.toString());
    }
    return all;
  }
}
