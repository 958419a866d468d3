package io.faast.corpus.hibernate;

import io.faast.corpus.Cases;
import jakarta.persistence.*;
import jakarta.persistence.criteria.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;
import org.hibernate.*;
import org.hibernate.annotations.*;
import org.hibernate.cfg.Configuration;

/**
 * Hibernate: entities by annotations, proxies made at run time, a query language, dialects by name.
 */
@SuppressWarnings({"deprecation", "removal"})
public final class Main {
  public enum Status {
    NEW,
    PAID
  }

  @Embeddable
  public static class Address {
    public String street;
    public String city;

    public Address() {}

    public Address(String s, String c) {
      street = s;
      city = c;
    }
  }

  @Entity(name = "Customer")
  @Table(name = "customers", uniqueConstraints = @UniqueConstraint(columnNames = "email"))
  @jakarta.persistence.NamedQuery(
      name = "byName",
      query = "select c from Customer c where lower(c.name) like lower(:n) order by c.id")
  public static class Customer {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    Long id;

    @Column(length = 40, nullable = false)
    String name;

    String email;
    @Embedded Address address;

    @OneToMany(
        mappedBy = "customer",
        cascade = jakarta.persistence.CascadeType.ALL,
        orphanRemoval = true,
        fetch = FetchType.LAZY)
    @jakarta.persistence.OrderBy("amount desc")
    List<Order> orders = new ArrayList<>();

    @ElementCollection Set<String> tags = new TreeSet<>();

    @ElementCollection
    @MapKeyColumn(name = "k")
    Map<String, Integer> scores = new TreeMap<>();

    @jakarta.persistence.Version int version;
    @CreationTimestamp Instant created;
    @Transient boolean loaded;

    @PostLoad
    void after() {
      loaded = true;
    }

    @PrePersist
    void before() {
      if (email == null) email = name + "@x";
    }

    public Long getId() {
      return id;
    }

    public String getName() {
      return name;
    }
  }

  @Entity(name = "Purchase")
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  @DiscriminatorColumn(name = "kind")
  public static class Order {
    @Id @UuidGenerator UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    Customer customer;

    BigDecimal amount;

    @Column(name = "d")
    LocalDate day;

    Duration took;

    @Column(name = "zat")
    ZonedDateTime at;

    OffsetTime ot;

    @Enumerated(EnumType.STRING)
    Status status = Status.NEW;

    @Convert(converter = UpperConverter.class)
    String code;

    @Lob byte[] bblob;
    @Lob String cclob;

    @Formula("amount * 2")
    BigDecimal twice;

    @Column(name = "yr")
    Year year;

    Locale locale;
    Currency currency;
    TimeZone zone;
  }

  @Entity(name = "Gift")
  @DiscriminatorValue("gift")
  public static class Gift extends Order {
    String note;
  }

  @Entity(name = "Node")
  @Inheritance(strategy = InheritanceType.JOINED)
  public static class Node {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    int id;

    @NaturalId String nkey;
    @ManyToMany Set<Node> links = new HashSet<>();
  }

  @Entity(name = "Leaf")
  public static class Leaf extends Node {
    String json;
    int[] numbers;
  }

  @Converter
  public static class UpperConverter implements AttributeConverter<String, String> {
    @Override
    public String convertToDatabaseColumn(String s) {
      return s == null ? null : s.toUpperCase(Locale.ROOT);
    }

    @Override
    public String convertToEntityAttribute(String s) {
      return s == null ? null : "<" + s + ">";
    }
  }

  public record Row(String name, Long count) {}

  public static class Listener {
    @PostPersist
    void done(Object o) {
      events++;
    }
  }

  static int events;

  @Entity
  @EntityListeners(Listener.class)
  public static class Audited {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    long id;

    String v;

    @IdClass(Object.class)
    static class X {}
  }

  @IdClass(Key.class)
  @Entity
  public static class Composite {
    @Id int a;
    @Id String b;
    String text;
  }

  public static class Key implements java.io.Serializable {
    int a;
    String b;

    public Key() {}

    Key(int a, String b) {
      this.a = a;
      this.b = b;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Key k && k.a == a && k.b.equals(b);
    }

    @Override
    public int hashCode() {
      return a;
    }
  }

  public static void main(String[] args) throws Exception {
    java.util.logging.Logger.getLogger("org.hibernate").setLevel(java.util.logging.Level.SEVERE);
    Cases cases = new Cases("[0-9a-f]{8}-[0-9a-f-]{27}", "[0-9a-f]{32}");
    Configuration config = new Configuration();
    for (Class<?> c :
        List.of(
            Customer.class,
            Order.class,
            Gift.class,
            Node.class,
            Leaf.class,
            Audited.class,
            Composite.class)) config.addAnnotatedClass(c);
    config
        .setProperty("hibernate.connection.url", "jdbc:h2:mem:x;DB_CLOSE_DELAY=-1")
        .setProperty("hibernate.hbm2ddl.auto", "create-drop")
        .setProperty("hibernate.cache.use_second_level_cache", "false")
        .setProperty("hibernate.jdbc.time_zone", "UTC");
    SessionFactory[] holder = new SessionFactory[1];
    cases.add(
        "build",
        () -> (holder[0] = config.buildSessionFactory()).getMetamodel().getEntities().size());
    SessionFactory f = holder[0];
    if (f == null) return;
    cases.add(
        "persist",
        () ->
            f.fromTransaction(
                s -> {
                  for (String n : List.of("Ann", "bob", "Cleo")) {
                    Customer c = new Customer();
                    c.name = n;
                    c.address = new Address("s " + n, "Town");
                    c.tags.add("t" + n);
                    c.scores.put("a", 3);
                    for (int i = 1; i < 4; i++) {
                      Order o = i == 3 ? new Gift() : new Order();
                      o.customer = c;
                      o.amount = new BigDecimal(i + ".5");
                      o.day = LocalDate.of(2020, 1, i);
                      o.took = Duration.ofMinutes(i);
                      o.code = "abc";
                      o.bblob = new byte[i];
                      o.cclob = "c" + i;
                      o.at = ZonedDateTime.of(2020, 1, 1, 1, 1, 1, 0, ZoneOffset.UTC);
                      o.year = Year.of(2000);
                      o.locale = Locale.CANADA_FRENCH;
                      o.currency = Currency.getInstance("EUR");
                      o.zone = TimeZone.getTimeZone("UTC");
                      c.orders.add(o);
                      if (o instanceof Gift g) g.note = "n";
                    }
                    s.persist(c);
                  }
                  Leaf l = new Leaf();
                  l.nkey = "k1";
                  l.json = "{\"a\":1}";
                  l.numbers = new int[] {1, 2};
                  s.persist(l);
                  Node n2 = new Node();
                  n2.nkey = "k2";
                  n2.links.add(l);
                  s.persist(n2);
                  Audited a = new Audited();
                  a.v = "v";
                  s.persist(a);
                  Composite c = new Composite();
                  c.a = 1;
                  c.b = "b";
                  c.text = "t";
                  s.persist(c);
                  return "ok";
                }));
    cases.add(
        "lazy",
        () ->
            f.fromSession(
                s -> {
                  Customer c = s.get(Customer.class, 1L);
                  return c.name
                      + c.loaded
                      + c.orders.size()
                      + c.orders.get(0).getClass().getSimpleName()
                      + c.orders.get(0).twice
                      + c.tags
                      + c.scores
                      + c.address.city
                      + c.orders.get(1).code
                      + c.orders.get(0).locale
                      + c.orders.get(0).took;
                }));
    cases.add(
        "reference",
        () ->
            f.fromSession(
                s -> {
                  Customer c = s.getReference(Customer.class, 2L);
                  return Hibernate.isInitialized(c)
                      + c.getName()
                      + Hibernate.isInitialized(c)
                      + (c.getClass() != Customer.class);
                }));
    cases.add(
        "reference none", () -> f.fromSession(s -> s.getReference(Customer.class, 99L).getName()));
    cases.add("lazy outside", () -> f.fromSession(s -> s.get(Customer.class, 1L)).orders.size());
    for (String hql :
        List.of(
            "select c.name, count(o) from Customer c left join c.orders o group by c.name order by c.name",
            "select sum(o.amount), avg(o.amount), max(o.day) from Purchase o",
            "select upper(c.name) || '-' || length(c.name) from Customer c where c.id in (1,2)",
            "select extract(year from o.day), o.day + 1 day from Purchase o order by o.day",
            "select c.name from Customer c where exists (select 1 from Gift g where g.customer = c and g.note = 'n') order by c.name desc",
            "select type(o), count(*) from Purchase o group by type(o) order by 2",
            "select cast(o.amount as string), coalesce(o.code, 'x'), case when o.amount > 2 then 'big' else 'small' end from Purchase o order by o.amount",
            "select rank() over (order by o.amount), o.amount from Purchase o order by o.amount",
            "with t as (select c.id as i, c.name as n from Customer c) select t.n from t order by t.n",
            "select nope from Customer",
            "selec x",
            "from Missing",
            "select format(o.at as 'yyyy/MM'), local date from Purchase o where 1=2",
            "select c.name, element(t) from Customer c join c.tags t order by c.name",
            "select listagg(c.name, ',') within group (order by c.name) from Customer c"))
      cases.add(hql, () -> f.fromSession(s -> s.createQuery(hql, Object[].class).getResultList()));
    cases.add(
        "named",
        () ->
            f.fromSession(
                s ->
                    s
                        .createNamedQuery("byName", Customer.class)
                        .setParameter("n", "%O%")
                        .getResultList()
                        .stream()
                        .map(c -> c.name)
                        .toList()));
    cases.add(
        "record",
        () ->
            f.fromSession(
                s ->
                    s.createQuery(
                            "select c.name, count(o) from Customer c join c.orders o group by c.name order by c.name",
                            Row.class)
                        .getResultList()));
    cases.add(
        "criteria",
        () ->
            f.fromSession(
                s -> {
                  CriteriaBuilder b = s.getCriteriaBuilder();
                  CriteriaQuery<Tuple> q = b.createTupleQuery();
                  Root<Customer> r = q.from(Customer.class);
                  Join<Customer, Order> j = r.join("orders", JoinType.LEFT);
                  q.multiselect(r.get("name").alias("n"), b.sum(j.<BigDecimal>get("amount")))
                      .groupBy(r.get("name"))
                      .having(b.gt(b.count(j), 1L))
                      .orderBy(b.asc(r.get("name")));
                  return s.createQuery(q).getResultList().stream()
                      .map(t -> t.get("n") + "=" + t.get(1))
                      .toList();
                }));
    cases.add(
        "unique",
        () ->
            f.fromTransaction(
                s -> {
                  Customer c = new Customer();
                  c.name = "x";
                  c.email = "bob@x";
                  s.persist(c);
                  s.flush();
                  return "?";
                }));
    cases.add(
        "bad dialect",
        () ->
            new Configuration()
                .setProperty("hibernate.dialect", "no.Dialect")
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:y")
                .buildSessionFactory());
    for (String d : List.of("PostgreSQLDialect", "OracleDialect"))
      cases.add(
          "ddl " + d,
          () -> {
            Configuration c = new Configuration();
            for (Class<?> x :
                List.of(Customer.class, Order.class, Gift.class, Leaf.class, Node.class))
              c.addAnnotatedClass(x);
            java.io.StringWriter w = new java.io.StringWriter();
            c.setProperty("hibernate.dialect", "org.hibernate.dialect." + d)
                .setProperty("hibernate.boot.allow_jdbc_metadata_access", "false")
                .setProperty("jakarta.persistence.schema-generation.scripts.action", "create");
            c.getProperties().put("jakarta.persistence.schema-generation.scripts.create-target", w);
            try (SessionFactory sf = c.buildSessionFactory()) {}
            return w;
          });
    cases.add(
        "close",
        () -> {
          f.close();
          return f.isClosed();
        });
    cases.finish();
  }

  @Entity
  public static class Bad {
    String noId;
  }
}
