package io.faast.corpus.derby;

import io.faast.corpus.Cases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Derby: modules by names in a properties file, statements compiled to classes, messages. */
public final class Main {
  private Main() {}

  /** A function that only SQL names. */
  public static int twice(int value) {
    return 2 * value;
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases("SQL\\d{10}-[0-9a-f-]+");
    System.setProperty("derby.stream.error.file", "derby.log");
    String url = "jdbc:derby:memory:a";
    try (Connection db =
        DriverManager.getConnection(
            url + ";create=true;territory=de_DE;collation=TERRITORY_BASED")) {
      for (String sql :
          List.of(
              "create table t(id int generated always as identity primary key, n varchar(20) not null,"
                  + " p decimal(8,2) check (p < 100), d date, ts timestamp, b blob, c clob, x double,"
                  + " v generated always as (p * 2), doc xml, bo boolean)",
              "insert into t(n, p, d, bo) values ('äpfel', 1.5, '2024-02-29', true), ('zebra', 2.5,"
                  + " current_date, false), ('ofen', 3, null, null)",
              "create index i on t(p desc)",
              "create view w as select n from t where p > 2",
              "create function twice(v int) returns int language java parameter style java no sql"
                  + " external name 'io.faast.corpus.derby.Main.twice'",
              "create function bad() returns int language java parameter style java no sql"
                  + " external name 'no.such.Klass.f'",
              "create type price external name 'java.math.BigInteger' language java",
              "create trigger tr after update on t referencing old as o for each row"
                  + " insert into t(n, p) values (o.n || '!', 50)",
              "update t set p = 4 where n = 'ofen'",
              "create sequence s as bigint start with 3",
              "create role r",
              "insert into t(n) values (null)",
              "insert into t(p, n) values (200, 'x')",
              "selec 1",
              "drop table none",
              "create derby aggregate ag for int external name 'a.B'",
              "call syscs_util.syscs_set_runtimestatistics(1)",
              "create procedure p() language java"
                  + " parameter style java external name 'java.lang.System.gc'",
              "call p()",
              "create unique index u on t(n)",
              "alter table t add column z int default 7",
              "lock table t in exclusive mode",
              "delete from t where n = 'zebra'",
              "call syscs_util.syscs_backup_database('backup')",
              "call syscs_util.syscs_compress_table('APP', 'T', 1)",
              "call syscs_util.syscs_export_table(null, 'T', 'export.csv', null, null, 'UTF-8')",
              "merge into t using (select 9 k from sysibm.sysdummy1) m on t.id = m.k"
                  + " when not matched then insert (n) values ('merged')")) {
        cases.add(cut(sql), () -> update(db, sql));
      }
      for (String sql :
          List.of(
              "select id, n, p, d, v, z, bo from t order by n",
              "select n, twice(id) from t where n like '%e%' order by n desc",
              "select row_number() over () r, n from t",
              "values next value for s, 7",
              "select avg(p), max(n), count(distinct p) from t having count(*) > 1",
              "select bad() from t",
              "select 1/0 from t",
              "select cast('x' as int) from sysibm.sysdummy1",
              "select t.n from t join w on t.n = w.n union all values 'u'",
              "select tablename, tabletype from sys.systables where tabletype <> 'S' order by 1",
              "select upper(n), substr(n, 2), locate('e', n), year(d), trim(leading 'a' from n) from t"
                  + " order by id fetch first 2 rows only",
              "select * from table (syscs_diag.error_messages()) x where sql_state = '22012'",
              "select xmlserialize(xmlparse(document '<a/>' preserve whitespace) as varchar(20)) from t",
              "select count(*) > 20 from sys.syscolumns",
              "values syscs_util.syscs_get_runtimestatistics()",
              "select case when p > 2 then 'much' else coalesce(n, 'none') end from t order by id")) {
        cases.add(cut(sql), () -> query(db, sql));
      }
      cases.add(
          "metadata",
          () ->
              rows(db.getMetaData().getTypeInfo()).size()
                  + db.getMetaData().getDatabaseProductName()
                  + rows(db.getMetaData().getFunctionColumns(null, "APP", null, null)));
      cases.add(
          "scroll",
          () -> {
            Statement statement =
                db.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
            ResultSet rows = statement.executeQuery("select n, p from t");
            rows.last();
            rows.updateBigDecimal(2, java.math.BigDecimal.ONE);
            rows.updateRow();
            return rows.getRow() + rows.getString(1);
          });
    }
    for (Locale locale : List.of(Locale.GERMANY, Locale.JAPAN, Locale.FRANCE, new Locale("pl"))) {
      Locale.setDefault(locale);
      cases.add(
          "message " + locale,
          () -> {
            try (Connection db =
                DriverManager.getConnection(
                    "jdbc:derby:memory:m"
                        + locale
                        + ";create=true;territory="
                        + (locale.getCountry().isEmpty() ? "pl_PL" : locale))) {
              return update(db, "drop table none");
            }
          });
    }
    Locale.setDefault(Locale.US);
    for (String other :
        List.of(
            "jdbc:derby:memory:none",
            "jdbc:derby:disk;create=true",
            "jdbc:derby:secret;create=true;dataEncryption=true;bootPassword=longenough1;"
                + "encryptionAlgorithm=AES/CBC/NoPadding",
            "jdbc:derby:secret;shutdown=true",
            "jdbc:derby:secret;bootPassword=wrongwrong1",
            "jdbc:derby:classpath:none",
            "jdbc:derby:jar:(none.jar)x",
            "jdbc:derby:x;territory=zz",
            "jdbc:derby://localhost:1/x",
            "jdbc:derby:memory:a;drop=true",
            "jdbc:derby:;shutdown=true")) {
      cases.add(
          other,
          () -> {
            try (Connection db = DriverManager.getConnection(other)) {
              return query(db, "values 1");
            } catch (SQLException e) {
              return e.getSQLState() + " " + e.getMessage().replaceAll("/\\S*/", "");
            }
          });
    }
    cases.finish();
  }

  private static String cut(String sql) {
    return sql.substring(0, Math.min(60, sql.length()));
  }

  private static int update(Connection db, String sql) throws SQLException {
    try (Statement statement = db.createStatement()) {
      statement.execute(sql);
      return statement.getUpdateCount();
    }
  }

  private static List<String> query(Connection db, String sql) throws SQLException {
    try (Statement statement = db.createStatement()) {
      List<String> rows = rows(statement.executeQuery(sql));
      return sql.contains("runtimestatistics") ? List.of(rows.size() + "") : rows;
    }
  }

  private static List<String> rows(ResultSet rows) throws SQLException {
    List<String> all = new ArrayList<>();
    ResultSetMetaData data = rows.getMetaData();
    while (rows.next()) {
      StringBuilder row = new StringBuilder();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        String value =
            data.getColumnName(i).equals("D") && i == 4 && rows.getString(i) != null
                ? "date"
                : rows.getString(i);
        row.append(data.getColumnLabel(i)).append(data.getColumnTypeName(i));
        row.append('=').append(value).append(' ');
      }
      all.add(row.toString());
    }
    return all;
  }
}
