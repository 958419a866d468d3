package io.faast.corpus.mybatis;

import com.zaxxer.hikari.*;
import io.faast.corpus.Cases;
import java.io.*;
import java.math.*;
import java.sql.*;
import java.util.*;
import java.util.concurrent.*;
import org.apache.ibatis.annotations.*;
import org.apache.ibatis.session.*;

/** MyBatis and HikariCP: mappers that interfaces and XML describe, settings by properties. */
public final class Main {
  public static class Row implements Serializable {
    private int id;
    private String name;
    private BigDecimal amount;

    public int getId() {
      return id;
    }

    public void setId(int i) {
      id = i;
    }

    public String getName() {
      return name;
    }

    public void setName(String s) {
      name = s;
    }

    public BigDecimal getAmount() {
      return amount;
    }

    public void setAmount(BigDecimal b) {
      amount = b;
    }

    @Override
    public String toString() {
      return id + name + amount;
    }
  }

  public interface Mapper {
    List<Row> find(
        @org.apache.ibatis.annotations.Param("name") String name,
        @org.apache.ibatis.annotations.Param("ids") List<Integer> ids);

    int set(
        @org.apache.ibatis.annotations.Param("id") int id,
        @org.apache.ibatis.annotations.Param("name") String n);

    List<Map<String, Object>> script(@org.apache.ibatis.annotations.Param("name") String n);

    @org.apache.ibatis.annotations.Select("select * from t where id = #{id}")
    Row one(int id);

    @org.apache.ibatis.annotations.Insert(
        "insert into t(id, name, amount) values (#{id}, #{name}, #{amount})")
    @Options(useGeneratedKeys = false)
    int add(Row r);

    @SelectProvider(type = Sql.class, method = "count")
    int count();

    @org.apache.ibatis.annotations.Select("select nope from t")
    Row bad();

    @org.apache.ibatis.annotations.Select(
        "<script>select count(*) from t <if test='_parameter > 1'>where id > #{x}</if></script>")
    int dyn(int x);

    @org.apache.ibatis.annotations.Results({
      @org.apache.ibatis.annotations.Result(property = "id", column = "id"),
      @org.apache.ibatis.annotations.Result(
          property = "name",
          column = "name",
          typeHandler = Shout.class)
    })
    @org.apache.ibatis.annotations.Select("select id, name from t order by id")
    List<Row> shout();

    default String def() {
      return "def" + count();
    }
  }

  public static class Sql {
    public static String count() {
      return new org.apache.ibatis.jdbc.SQL() {
        {
          SELECT("count(*)");
          FROM("t");
          WHERE("id > 0");
        }
      }.toString();
    }
  }

  public static class Shout extends org.apache.ibatis.type.BaseTypeHandler<String> {
    public void setNonNullParameter(
        PreparedStatement p, int i, String s, org.apache.ibatis.type.JdbcType t)
        throws SQLException {
      p.setString(i, s);
    }

    public String getNullableResult(ResultSet r, String c) throws SQLException {
      return r.getString(c) + "!";
    }

    public String getNullableResult(ResultSet r, int c) throws SQLException {
      return r.getString(c);
    }

    public String getNullableResult(CallableStatement r, int c) throws SQLException {
      return r.getString(c);
    }
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    Cases cases =
        new Cases(
            "\\d+\\.\\d+s", "\\d+ms", "00:0\\d.\\d+s", "conn\\d+", "pool-\\d+", "connection \\d+");
    HikariConfig hc = new HikariConfig();
    hc.setJdbcUrl("jdbc:h2:mem:x;DB_CLOSE_DELAY=-1");
    hc.setMaximumPoolSize(3);
    hc.setPoolName("p");
    hc.setConnectionTestQuery("select 1");
    hc.addDataSourceProperty("x", "y");
    HikariDataSource ds = new HikariDataSource(hc);
    cases.add(
        "table",
        () -> {
          try (var k = ds.getConnection();
              var st = k.createStatement()) {
            return st.execute(
                "create table t(id int primary key, name varchar(20), amount decimal(10,2)); insert into t values (1,'a',1.5),(2,'b',2.5);");
          }
        });
    cases.add("hikari bean", () -> ds.getHikariPoolMXBean().getTotalConnections() > 0);
    cases.add(
        "hikari props",
        () -> {
          Properties p = new Properties();
          p.setProperty("jdbcUrl", "jdbc:h2:mem:y");
          p.setProperty("maximumPoolSize", "2");
          p.setProperty("nope", "1");
          return new HikariConfig(p).getMaximumPoolSize();
        });
    cases.add(
        "hikari class",
        () -> {
          HikariConfig c = new HikariConfig();
          c.setDataSourceClassName("org.h2.jdbcx.JdbcDataSource");
          c.addDataSourceProperty("URL", "jdbc:h2:mem:q");
          try (var d = new HikariDataSource(c);
              var k = d.getConnection()) {
            return k.getMetaData().getDatabaseProductName() + k.toString().startsWith("Hikari");
          }
        });
    cases.add(
        "hikari driver",
        () -> {
          HikariConfig c = new HikariConfig();
          c.setDriverClassName("no.Driver");
          return c;
        });
    org.apache.ibatis.session.Configuration conf =
        new org.apache.ibatis.session.Configuration(
            new org.apache.ibatis.mapping.Environment(
                "e", new org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory(), ds));
    conf.setCacheEnabled(true);
    conf.addMapper(Mapper.class);
    cases.add(
        "mybatis xml",
        () -> {
          new org.apache.ibatis.builder.xml.XMLMapperBuilder(
                  org.apache.ibatis.io.Resources.getResourceAsStream(
                      "io/faast/corpus/mybatis/Mapper.xml"),
                  conf,
                  "m",
                  conf.getSqlFragments())
              .parse();
          return conf.getMappedStatementNames().size();
        });
    SqlSessionFactory sf = new SqlSessionFactoryBuilder().build(conf);
    Map<String, java.util.function.Function<Mapper, Object>> m = new LinkedHashMap<>();
    m.put("one", x -> x.one(1));
    m.put("find", x -> x.find("a", List.of(1, 2)) + "" + x.find(null, null));
    m.put("script", x -> x.script("b").get(0).get("NAME"));
    m.put("set", x -> x.set(2, "bb"));
    m.put(
        "add",
        x -> {
          Row r = new Row();
          r.setId(3);
          r.setName("c");
          return x.add(r);
        });
    m.put("count", Mapper::count);
    m.put("bad", Mapper::bad);
    m.put(
        "dup",
        x -> {
          Row r = new Row();
          r.setId(1);
          return x.add(r);
        });
    m.put("def", Mapper::def);
    m.put("dyn", x -> x.dyn(2));
    m.put("shout", Mapper::shout);
    m.forEach(
        (n, f) ->
            cases.add(
                "mybatis " + n,
                () -> {
                  try (SqlSession s = sf.openSession(true)) {
                    return f.apply(s.getMapper(Mapper.class));
                  }
                }));
    cases.add(
        "mybatis unknown",
        () -> {
          try (SqlSession s = sf.openSession()) {
            return s.selectOne("nope");
          }
        });
    cases.add(
        "mybatis cursor",
        () -> {
          try (SqlSession s = sf.openSession();
              var c = s.<Row>selectCursor("io.faast.corpus.mybatis.Main$Mapper.shout")) {
            int n = 0;
            for (Row r : c) n++;
            return n;
          }
        });
    cases.add(
        "mybatis batch",
        () -> {
          try (SqlSession s = sf.openSession(ExecutorType.BATCH)) {
            s.getMapper(Mapper.class).set(1, "z");
            return s.flushStatements().size();
          }
        });
    cases.add(
        "mybatis runner",
        () -> {
          var r = new org.apache.ibatis.jdbc.ScriptRunner(ds.getConnection());
          r.setLogWriter(null);
          r.setErrorLogWriter(null);
          r.runScript(new StringReader("create table q(a int); insert into q values (1);"));
          return 1;
        });
    cases.add(
        "mybatis config",
        () ->
            new SqlSessionFactoryBuilder()
                .build(
                    new StringReader(
                        "<?xml version='1.0'?><!DOCTYPE configuration PUBLIC '-//mybatis.org//DTD Config 3.0//EN' 'http://mybatis.org/dtd/mybatis-3-config.dtd'><configuration><settings><setting name='logImpl' value='NO_LOGGING'/><setting name='lazyLoadingEnabled' value='true'/></settings><typeAliases><typeAlias alias='r' type='io.faast.corpus.mybatis.Main$Row'/></typeAliases><environments default='d'><environment id='d'><transactionManager type='JDBC'/><dataSource type='POOLED'><property name='driver' value='org.h2.Driver'/><property name='url' value='jdbc:h2:mem:x'/></dataSource></environment></environments></configuration>"))
                .openSession()
                .getConnection()
                .getMetaData()
                .getURL());
    cases.add(
        "mybatis bad config",
        () ->
            new SqlSessionFactoryBuilder()
                .build(new StringReader("<configuration><nope/></configuration>")));
    ds.close();
    cases.finish();
    System.exit(0);
  }
}
