package io.faast.corpus.jackson;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import java.util.TreeSet;

/** A bean: setters, getters, a renamed property. */
public final class Customer {
  private String name;
  private String mail;
  private int age;
  private Set<String> tags = new TreeSet<>();

  public String getName() {
    if (name == null) {
      throw new IllegalStateException("a customer without a name");
    }
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  @JsonProperty("e-mail")
  public String getMail() {
    return mail;
  }

  @JsonProperty("e-mail")
  public void setMail(String mail) {
    this.mail = mail;
  }

  public int getAge() {
    return age;
  }

  public void setAge(int age) {
    if (age < 0) {
      throw new IllegalArgumentException("an age of " + age);
    }
    this.age = age;
  }

  public Set<String> getTags() {
    return tags;
  }

  public void setTags(Set<String> tags) {
    this.tags = tags;
  }
}
