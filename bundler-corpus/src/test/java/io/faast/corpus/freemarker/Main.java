package io.faast.corpus.freemarker;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateExceptionHandler;
import io.faast.corpus.Cases;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** FreeMarker: built-ins looked up by name, beans that only templates call, classes by ?new. */
public final class Main {
  private Main() {}

  /** Only templates call its methods. */
  public static final class User {
    private final String name;

    public User(String name) {
      this.name = name;
    }

    public String getName() {
      return name;
    }

    public boolean isOld() {
      return name.length() > 3;
    }

    public String greet(String word, int times) {
      return (word + " " + name + "! ").repeat(times);
    }

    public String fail() {
      throw new IllegalStateException("failed");
    }
  }

  public static void main(String[] args) throws Exception {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    StringTemplateLoader strings = new StringTemplateLoader();
    strings.putTemplate("lib.ftl", "<#macro box title>[${title}|<#nested>]</#macro><#assign v=7>");
    configuration.setTemplateLoader(
        new MultiTemplateLoader(
            new TemplateLoader[] {strings, new ClassTemplateLoader(Main.class, "")}));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("users", List.of(new User("ann"), new User("zoë<")));
    model.put("n", new BigDecimal("1234567.891"));
    model.put("d", new Date(0));
    model.put("m", new LinkedHashMap<>(Map.of("k", 1)));
    Cases cases = new Cases();
    int number = 0;
    for (String template :
        List.of(
            "<#list users as u>${u?counter}${u.name?cap_first}${u.old?c}<#sep>, </#list>",
            "${users[0].greet('hi', 2)}${users?size}${users?map(u -> u.name)?join('-')}",
            "<#import 'lib.ftl' as l><@l.box title='t'>x${l.v}</@l.box>",
            "<#include 'own.ftl'>",
            "<#function f x><#return x * 2></#function>${f(21)} ${n} ${n?c} ${n?string('0.0')}",
            "${d?datetime} ${d?date?iso_utc} ${d?string('EEEE d MMMM')} ${d?long}",
            "<#switch 3><#case 3>three<#break><#default>no</#switch><#if m.k == 1>one</#if>",
            "<#attempt>${none}<#recover>recovered</#attempt>",
            "${'a,b'?split(',')?reverse?join(';')} ${'x'?left_pad(5, '*')} ${'ab'?matches('a.')?c}",
            "${'{\"a\": [1, true, null]}'?eval_json.a[0]} ${'1 + 2'?eval}",
            "<#assign c = 'freemarker.template.utility.Execute'?new()>${c('ls')}",
            "<#assign j = 'freemarker.template.utility.HtmlEscape'?new()><@j>a<b</@j>",
            "${'ü<'?html} ${'ü '?url('UTF-8')} ${'a\"b'?js_string} ${'a\"b'?json_string}",
            "${27?lower_abc} ${3.7?round} ${-3.5?floor} ${1?is_number?c} ${.now?is_date?c}",
            "${users[0].fail()}",
            "${none}",
            "${none!'default'} ${(none??)?c} ${(a.b.c)!'deep'}",
            "<#if>",
            "${1 + }",
            "${users?sort_by('name')?reverse[0].name} ${[3, 1, 2]?sort?join(' ')} ${m?keys?join('')}",
            "${users[7]}",
            "<#list 1..3 as i><#if i == 2><#continue></#if>${i}</#list><#setting locale='de_DE'>${n}",
            "${'abc'?upper_case?starts_with('A')?string('y', 'n')} ${'a b'?word_list[1]}",
            "${(.version?length gt 0)?c} ${.data_model?keys?size} ${'x'?length}",
            "<#outputformat 'XML'>${'<'}</#outputformat><#noautoesc>${'<'}</#noautoesc>",
            "<#stop 'here'>",
            "<#visit users[0]>",
            "${'f'?no_such_builtin}")) {
      strings.putTemplate("t" + number, template);
      String name = "t" + number++;
      cases.add(name + " " + template, () -> render(configuration, name, Locale.US, model));
    }
    for (Locale locale : List.of(Locale.FRANCE, Locale.JAPAN, Locale.GERMANY)) {
      cases.add("locale " + locale, () -> render(configuration, "t5", locale, model));
    }
    cases.add("missing", () -> render(configuration, "none.ftl", Locale.US, model));
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    cases.add("setting", () -> setting(configuration, "number_format", "percent"));
    for (String key : List.of("object_wrapper", "template_loader", "new_builtin_class_resolver")) {
      cases.add("setting " + key, () -> setting(configuration, key, "no.such.Name"));
    }
    cases.add(
        "setting class",
        () ->
            setting(
                configuration,
                "object_wrapper",
                "freemarker.ext.beans.BeansWrapper(2.3.34, exposureLevel=1)"));
    cases.add("escaped", () -> render(configuration, "t0", Locale.US, model));
    cases.finish();
  }

  private static String setting(Configuration configuration, String key, String value)
      throws Exception {
    configuration.setSetting(key, value);
    return configuration.getNumberFormat() + configuration.getObjectWrapper().getClass();
  }

  private static String render(
      Configuration configuration, String name, Locale locale, Map<String, Object> model)
      throws Exception {
    StringWriter text = new StringWriter();
    configuration.getTemplate(name, locale).process(model, text);
    return text.toString();
  }
}
