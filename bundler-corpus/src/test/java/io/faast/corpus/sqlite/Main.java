package io.faast.corpus.sqlite;

import io.faast.corpus.Cases;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sqlite.Collation;
import org.sqlite.Function;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteUpdateListener;

/** SQLite: a driver that only a services file names, native code that calls back into Java. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases();
    cases.add(
        "drivers",
        () ->
            Collections.list(DriverManager.getDrivers()).stream()
                .map(Driver::getClass)
                .map(Class::getName)
                .toList());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      cases.add("product", () -> connection.getMetaData().getDatabaseProductName());
      cases.add(
          "create",
          () ->
              update(
                  connection,
                  "create table t(id integer primary key, n text"
                      + " not null collate nocase, x real, b blob, d date default current_date, check (x < 10))"));
      cases.add(
          "insert",
          () -> {
            int rows = 0;
            try (PreparedStatement insert =
                connection.prepareStatement("insert into t(n, x, b) values (?, ?, ?)")) {
              for (int i = 0; i < 5; i++) {
                insert.setString(1, "näme" + i);
                insert.setDouble(2, i / 2.0);
                insert.setBytes(3, new byte[] {(byte) i, 1});
                insert.addBatch();
              }
              rows = insert.executeBatch().length;
            }
            return rows;
          });
      cases.add("select", () -> query(connection, "select id, n, x, hex(b), typeof(b) from t"));
      cases.add(
          "window",
          () -> query(connection, "select n, sum(x) over (order by id rows 1 preceding) from t"));
      cases.add("json", () -> query(connection, "select json_extract('{\"a\":[1,2]}', '$.a[1]')"));
      cases.add(
          "recursive",
          () ->
              query(
                  connection,
                  "with recursive f(n) as (select 1 union all select n * 2 from f where n < 99)"
                      + " select group_concat(n) from f"));
      cases.add(
          "fts",
          () -> {
            update(connection, "create virtual table docs using fts5(body)");
            update(connection, "insert into docs values ('the quick fox'), ('lazy dog')");
            return query(
                connection, "select highlight(docs, 0, '[', ']') from docs where docs match 'fox'");
          });
      cases.add("math", () -> query(connection, "select round(sqrt(2), 3), upper('ab')"));
      cases.add(
          "function",
          () -> {
            Function.create(
                connection,
                "twice",
                new Function() {
                  @Override
                  protected void xFunc() throws SQLException {
                    result(value_int(0) * 2);
                  }
                });
            return query(connection, "select twice(id) from t");
          });
      cases.add(
          "failing function",
          () -> {
            Function.create(
                connection,
                "fail",
                new Function() {
                  @Override
                  protected void xFunc() throws SQLException {
                    throw new SQLException("from Java");
                  }
                });
            return query(connection, "select fail()");
          });
      cases.add(
          "aggregate",
          () -> {
            Function.create(connection, "joined", new Longest());
            return query(connection, "select joined(n) from t");
          });
      cases.add(
          "collation",
          () -> {
            Collation.create(
                connection,
                "backwards",
                new Collation() {
                  @Override
                  protected int xCompare(String a, String b) {
                    return b.compareTo(a);
                  }
                });
            return query(connection, "select n from t order by n collate backwards");
          });
      cases.add(
          "listener",
          () -> {
            List<String> seen = new ArrayList<>();
            SQLiteUpdateListener listener =
                (type, database, table, row) -> seen.add(type + database + table + row);
            ((SQLiteConnection) connection).addUpdateListener(listener);
            update(connection, "delete from t where id = 5");
            ((SQLiteConnection) connection).removeUpdateListener(listener);
            return seen;
          });
      cases.add(
          "progress",
          () -> {
            ProgressHandler.setHandler(
                connection,
                1,
                new ProgressHandler() {
                  @Override
                  protected int progress() {
                    return 1;
                  }
                });
            try {
              return query(connection, "select count(*) from t, t t2, t t3");
            } finally {
              ProgressHandler.clearHandler(connection);
            }
          });
      cases.add(
          "backup",
          () -> {
            update(connection, "backup to copy.db");
            try (Connection copy = DriverManager.getConnection("jdbc:sqlite:copy.db")) {
              return query(copy, "select count(*) from t");
            }
          });
      cases.add(
          "metadata",
          () -> {
            DatabaseMetaData data = connection.getMetaData();
            return rows(data.getColumns(null, null, "t", null))
                + ""
                + rows(data.getIndexInfo(null, null, "t", true, true))
                + data.getSQLKeywords().length()
                + rows(data.getTypeInfo());
          });
      for (String bad :
          List.of(
              "select * from nothing",
              "insert into t(n) values (null)",
              "insert into t(n, x) values ('a', 99)",
              "insert into t(id, n) values (1, 'a')",
              "selec")) {
        cases.add("error " + bad, () -> update(connection, bad));
      }
      cases.add(
          "column",
          () -> {
            try (ResultSet rows = connection.createStatement().executeQuery("select 1 a")) {
              return rows.getString("b");
            }
          });
    }
    cases.add(
        "config",
        () -> {
          SQLiteConfig config = new SQLiteConfig();
          config.enforceForeignKeys(true);
          config.setJournalMode(SQLiteConfig.JournalMode.WAL);
          config.setDateClass("TEXT");
          try (Connection connection = config.createConnection("jdbc:sqlite:wal.db")) {
            update(
                connection, "create table p(id primary key); create table c(p references p(id))");
            return query(connection, "pragma journal_mode")
                + ""
                + update(connection, "insert into c values (1)");
          }
        });
    cases.add(
        "read only",
        () -> {
          SQLiteConfig config = new SQLiteConfig();
          config.setReadOnly(true);
          return update(config.createConnection("jdbc:sqlite:wal.db"), "create table z(a)");
        });
    cases.add(
        "not a database",
        () -> {
          java.nio.file.Files.writeString(java.nio.file.Path.of("no.db"), "x".repeat(2000));
          return query(
              DriverManager.getConnection("jdbc:sqlite:no.db"), "select * from sqlite_master");
        });
    cases.add(
        "codes", () -> SQLiteErrorCode.getErrorCode(5) + "" + SQLiteErrorCode.values().length);
    cases.add("no driver", () -> DriverManager.getConnection("jdbc:nothing:x"));
    cases.finish();
  }

  static final class Longest extends Function.Aggregate {
    private String longest = "";

    @Override
    protected void xStep() throws SQLException {
      longest += value_text(0).charAt(value_text(0).length() - 1);
    }

    @Override
    protected void xFinal() throws SQLException {
      result(longest);
    }
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return rows(statement.executeQuery(sql));
    }
  }

  private static List<String> rows(ResultSet rows) throws SQLException {
    List<String> all = new ArrayList<>();
    ResultSetMetaData data = rows.getMetaData();
    while (rows.next()) {
      StringBuilder row = new StringBuilder();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        row.append(data.getColumnName(i)).append('=').append(rows.getString(i)).append(' ');
      }
      all.add(row.toString());
    }
    return all;
  }
}
