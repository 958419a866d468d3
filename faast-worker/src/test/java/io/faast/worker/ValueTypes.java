package io.faast.worker;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/** The classes that the examples of docs/values.md use. */
public final class ValueTypes {
  private ValueTypes() {}

  public record Point(int x, double y) {}

  public record Box<T>(T content, List<T> more) {}

  @SuppressWarnings("ArrayRecordComponent") // as users write them
  public record Picture(String name, byte[] pixels) {}

  public record Area(double width, double height) {
    public double getSize() {
      return width * height;
    }
  }

  public enum Level {
    LOW {
      @Override
      int weight() {
        return 1;
      }
    },
    HIGH {
      @Override
      int weight() {
        return 2;
      }
    };

    abstract int weight();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes({@JsonSubTypes.Type(Circle.class), @JsonSubTypes.Type(Square.class)})
  public sealed interface Shape permits Circle, Square {}

  public record Circle(double radius) implements Shape {}

  public record Square(double side) implements Shape {}

  public interface Animal {}

  public record Cat(String name) implements Animal {}

  /** A bean. */
  public static class Customer {
    private String name = "";
    private List<Point> points = new ArrayList<>();

    public Customer() {}

    public static Customer of(String name, Point... points) {
      Customer c = new Customer();
      c.setName(name);
      c.setPoints(List.of(points));
      return c;
    }

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public List<Point> getPoints() {
      return points;
    }

    public void setPoints(List<Point> points) {
      this.points = points;
    }
  }

  /** A bean that says more than its declared type. */
  public static class VipCustomer extends Customer {
    private int discount = 10;

    public int getDiscount() {
      return discount;
    }

    public void setDiscount(int discount) {
      this.discount = discount;
    }
  }

  /** A struct. */
  public static class Pixel {
    public int x;
    public long[] colours = {1, 2};
  }

  /** Loses a field on the way. */
  public static class Session {
    public String user = "ann";
    public transient int hits;

    public static Session withHits(int hits) {
      Session s = new Session();
      s.hits = hits;
      return s;
    }
  }

  /** Keeps a cache, which is not part of its value. */
  public static class Name {
    public String text = "";
    private transient int hash;

    public static Name of(String text) {
      Name n = new Name();
      n.text = text;
      n.hash = text.hashCode();
      return n;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Name n && n.text.equals(text);
    }

    @Override
    public int hashCode() {
      return hash == 0 ? Objects.hash(text) : hash;
    }
  }

  /** Hides a property. */
  public static class Account {
    private String owner = "ann";
    private String secret = "s3cret";

    public String getOwner() {
      return owner;
    }

    public void setOwner(String owner) {
      this.owner = owner;
    }

    @JsonIgnore
    public String getSecret() {
      return secret;
    }

    public void setSecret(String secret) {
      this.secret = secret;
    }

    public static Account withSecret(String secret) {
      Account a = new Account();
      a.setSecret(secret);
      return a;
    }
  }

  /** Has no constructor to rebuild it with. */
  public static final class Money {
    private final long cents;

    public Money(long cents) {
      this.cents = cents;
    }

    public long getCents() {
      return cents;
    }
  }

  /** Says which constructor rebuilds it. */
  public static final class Price {
    private final long cents;

    @JsonCreator
    public Price(@JsonProperty("cents") long cents) {
      this.cents = cents;
    }

    public long getCents() {
      return cents;
    }
  }

  /** Shows nothing of what it holds. */
  public static final class Opaque {
    private final int secret = 42;

    int secret() {
      return secret;
    }
  }

  /** A node of a graph. */
  public static class Node {
    public String name = "";
    public List<Node> next = new ArrayList<>();

    public static Node cycle() {
      Node a = new Node();
      Node b = new Node();
      a.next.add(b);
      b.next.add(a);
      return a;
    }

    public static Node chain(int length) {
      Node first = new Node();
      Node last = first;
      for (int i = 1; i < length; i++) {
        Node n = new Node();
        n.name = "n" + i;
        last.next.add(n);
        last = n;
      }
      return first;
    }
  }

  /** A bean with a date deep inside. */
  public record Event(String name, Date when) {}

  /** Checks what it holds. */
  public record Percent(int value) {
    public Percent {
      if (value < 0 || value > 100) {
        throw new IllegalArgumentException("not a percentage");
      }
    }
  }
}
