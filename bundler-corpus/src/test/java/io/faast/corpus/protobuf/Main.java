package io.faast.corpus.protobuf;

import com.esotericsoftware.kryo.*;
import com.esotericsoftware.kryo.io.*;
import com.esotericsoftware.kryo.serializers.*;
import com.esotericsoftware.kryo.util.*;
import com.google.protobuf.*;
import com.google.protobuf.util.*;
import io.faast.corpus.Cases;
import java.io.*;
import java.math.*;
import java.time.*;
import java.util.*;
import org.apache.avro.*;
import org.apache.avro.file.*;
import org.apache.avro.generic.*;
import org.apache.avro.io.*;
import org.apache.avro.reflect.*;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** Protocol Buffers, Avro and Kryo: accessors by names put together, data classes by reflection. */
@SuppressWarnings("deprecation")
public final class Main {
  enum E {
    A,
    B
  }

  static class P {
    int a = 1;
    String s = "é";
    List<Object> list = new ArrayList<>();
    Map<String, Object> map = new TreeMap<>();
    P self;
    transient int t = 4;

    private P() {}
  }

  static final class NoCtor {
    final int x;

    NoCtor(int x) {
      this.x = x;
    }
  }

  record R(int a, String b, List<String> c) {}

  @DefaultSerializer(JavaSerializer.class)
  static class Ser implements Serializable {
    int q = 4;

    Object readResolve() {
      q++;
      return this;
    }
  }

  static class Ext implements Externalizable {
    int v;

    public Ext() {}

    public void writeExternal(ObjectOutput o) throws IOException {
      o.writeInt(v);
    }

    public void readExternal(ObjectInput i) throws IOException {
      v = i.readInt() + 1;
    }
  }

  static class Tagged {
    @TaggedFieldSerializer.Tag(1)
    int a = 3;

    @TaggedFieldSerializer.Tag(2)
    String b = "b";
  }

  static class Ver {
    @VersionFieldSerializer.Since(1)
    int a = 3;
  }

  public static class Rec {
    public int n = 3;
    public String s = "t";
    public double[] d = {1, 2};
    public Map<String, Integer> m = new TreeMap<>(Map.of("k", 1));
    public E e = E.B;
    @Nullable public String nul;

    @AvroName("renamed")
    public long l = 5;

    public Inner inner = new Inner();
    @Stringable public BigDecimal bd = new BigDecimal("1.5");
  }

  public static class Inner {
    public boolean b = true;

    @AvroDefault("7")
    public int i = 1;
  }

  static Object rt(Kryo k, Object o) {
    Output out = new Output(512, -1);
    k.writeClassAndObject(out, o);
    return k.readClassAndObject(new Input(out.toBytes()));
  }

  static Rec rec0() {
    Rec r = new Rec();
    r.nul = "z";
    return r;
  }

  static Kryo k() {
    Kryo k = new Kryo();
    k.setRegistrationRequired(false);
    k.setReferences(true);
    k.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    return k;
  }

  public static void main(String[] args) throws Exception {
    Cases cases = new Cases("<\\w+\\d+>|\"(datum|[a-z]+)\" is null");
    P p = new P();
    p.self = p;
    p.list.addAll(
        Arrays.asList(
            1,
            "x",
            E.B,
            null,
            new int[] {1},
            List.of(1, 2),
            Map.of("a", 1),
            Optional.of(3),
            new BigDecimal("2.50"),
            BigInteger.TEN,
            LocalDate.of(2020, 1, 1),
            Instant.EPOCH,
            java.time.Duration.ofDays(1),
            new Date(3),
            Currency.getInstance("EUR"),
            new StringBuilder("b"),
            EnumSet.of(E.A),
            UUID.nameUUIDFromBytes(new byte[1]),
            java.net.URI.create("a:b"),
            Locale.ITALY,
            TimeZone.getTimeZone("UTC"),
            new GregorianCalendar(2020, 1, 1),
            Collections.singleton(3),
            Arrays.asList(3, 4),
            new PriorityQueue<>(List.of(3, 1)),
            new ArrayDeque<>(List.of(1)),
            java.util.regex.Pattern.compile("a+"),
            ZoneId.of("Europe/Rome"),
            Year.of(3),
            new BitSet(),
            String.class,
            new String[][] {{"a"}},
            java.nio.charset.StandardCharsets.UTF_16,
            new TreeSet<>(Comparator.<Integer>reverseOrder())));
    p.map.put("no", new NoCtor(8));
    p.map.put("r", new R(1, "b", List.of("c")));
    p.map.put("ser", new Ser());
    p.map.put("ext", new Ext());
    cases.add(
        "graph",
        () -> {
          P q = (P) rt(k(), p);
          return q.a
              + q.s
              + (q.self == q)
              + q.t
              + Cases.text(q.list)
              + ((NoCtor) q.map.get("no")).x
              + q.map.get("r")
              + ((Ser) q.map.get("ser")).q
              + ((Ext) q.map.get("ext")).v;
        });
    for (Class<? extends Serializer> c :
        List.of(
            FieldSerializer.class,
            CompatibleFieldSerializer.class,
            JavaSerializer.class,
            BeanSerializer.class))
      cases.add(
          "default " + c.getSimpleName(),
          () -> {
            Kryo k = k();
            k.setDefaultSerializer(c);
            return ((Inner) rt(k, new Inner())).i;
          });
    cases.add("unregistered", () -> rt(new Kryo(), new Inner()));
    cases.add(
        "closure",
        () -> {
          Kryo k = k();
          k.register(Object[].class);
          k.register(Class.class);
          k.register(java.lang.invoke.SerializedLambda.class);
          k.register(ClosureSerializer.Closure.class, new ClosureSerializer());
          java.util.function.Supplier<String> s =
              (java.util.function.Supplier<String> & Serializable) () -> "called";
          return ((java.util.function.Supplier<?>) rt(k, s)).get();
        });

    Schema schema =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"A\",\"namespace\":\"n\",\"fields\":[{\"name\":\"i\",\"type\":\"int\"},{\"name\":\"u\",\"type\":[\"null\",\"string\"],\"default\":null},{\"name\":\"d\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":6,\"scale\":2}},{\"name\":\"date\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"}},{\"name\":\"e\",\"type\":{\"type\":\"enum\",\"name\":\"En\",\"symbols\":[\"X\",\"Y\"]}},{\"name\":\"arr\",\"type\":{\"type\":\"array\",\"items\":\"long\"}},{\"name\":\"fix\",\"type\":{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}}]}");
    GenericData data = new GenericData();
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new org.apache.avro.data.TimeConversions.DateConversion());
    GenericRecord rec = new GenericData.Record(schema);
    rec.put("i", 3);
    rec.put("u", "text");
    rec.put("d", new BigDecimal("12.34"));
    rec.put("date", LocalDate.of(2020, 1, 1));
    rec.put("e", new GenericData.EnumSymbol(schema.getField("e").schema(), "Y"));
    rec.put("arr", List.of(1L, 2L));
    rec.put("fix", new GenericData.Fixed(schema.getField("fix").schema(), new byte[] {1, 2}));
    for (String c : List.of("null", "deflate", "bzip2", "xz", "zstandard", "snappy", "nope"))
      cases.add(
          "file " + c,
          () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            try (DataFileWriter<GenericRecord> w =
                new DataFileWriter<>(new GenericDatumWriter<>(schema, data))) {
              w.setCodec(CodecFactory.fromString(c));
              w.create(schema, o, new byte[16]);
              w.append(rec);
            }
            var r =
                new DataFileReader<GenericRecord>(
                    new SeekableByteArrayInput(o.toByteArray()),
                    new GenericDatumReader<>(null, null, data));
            return r.next();
          });
    cases.add(
        "json",
        () -> {
          ByteArrayOutputStream o = new ByteArrayOutputStream();
          Encoder e = EncoderFactory.get().jsonEncoder(schema, o, true);
          new GenericDatumWriter<GenericRecord>(schema, data).write(rec, e);
          e.flush();
          return o.toString()
              + new GenericDatumReader<GenericRecord>(schema, schema, data)
                  .read(null, DecoderFactory.get().jsonDecoder(schema, o.toString()));
        });
    cases.add(
        "reflect",
        () -> {
          Schema s = ReflectData.get().getSchema(Rec.class);
          ByteArrayOutputStream o = new ByteArrayOutputStream();
          BinaryEncoder e = EncoderFactory.get().binaryEncoder(o, null);
          new ReflectDatumWriter<>(Rec.class).write(rec0(), e);
          e.flush();
          Rec r =
              new ReflectDatumReader<>(Rec.class)
                  .read(null, DecoderFactory.get().binaryDecoder(o.toByteArray(), null));
          return s + " " + r.n + r.s + r.m + r.e + r.l + r.inner.i + r.bd;
        });
    cases.add(
        "bad value",
        () -> {
          rec.put("i", "notint");
          try {
            return GenericData.get().validate(schema, rec);
          } finally {
            rec.put("i", 3);
          }
        });

    Struct struct =
        Struct.newBuilder()
            .putFields("a", Value.newBuilder().setNumberValue(1.5).build())
            .putFields(
                "l",
                Value.newBuilder()
                    .setListValue(
                        ListValue.newBuilder().addValues(Value.newBuilder().setStringValue("x")))
                    .build())
            .build();
    cases.add(
        "pb", () -> Struct.parseFrom(struct.toByteArray()).equals(struct) + struct.toString());
    cases.add(
        "pb json",
        () -> {
          String j = JsonFormat.printer().print(struct);
          Struct.Builder b = Struct.newBuilder();
          JsonFormat.parser().merge(j, b);
          return j + b.build().equals(struct);
        });
    cases.add(
        "pb any",
        () -> {
          Any a = Any.pack(Timestamps.parse("2020-01-01T00:00:00Z"));
          var reg =
              JsonFormat.TypeRegistry.newBuilder()
                  .add(Timestamp.getDescriptor())
                  .add(com.google.protobuf.Duration.getDescriptor())
                  .build();
          return JsonFormat.printer().usingTypeRegistry(reg).print(a)
              + a.unpack(Timestamp.class)
              + a.is(com.google.protobuf.Duration.class);
        });
    cases.add(
        "pb dynamic",
        () -> {
          var f =
              DescriptorProtos.FileDescriptorProto.newBuilder()
                  .setName("t.proto")
                  .setSyntax("proto3")
                  .addMessageType(
                      DescriptorProtos.DescriptorProto.newBuilder()
                          .setName("M")
                          .addField(
                              DescriptorProtos.FieldDescriptorProto.newBuilder()
                                  .setName("x")
                                  .setNumber(1)
                                  .setType(DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT32))
                          .addField(
                              DescriptorProtos.FieldDescriptorProto.newBuilder()
                                  .setName("m")
                                  .setNumber(2)
                                  .setTypeName(".M")
                                  .setType(DescriptorProtos.FieldDescriptorProto.Type.TYPE_MESSAGE)
                                  .setLabel(
                                      DescriptorProtos.FieldDescriptorProto.Label.LABEL_REPEATED)))
                  .build();
          var d =
              Descriptors.FileDescriptor.buildFrom(f, new Descriptors.FileDescriptor[0])
                  .findMessageTypeByName("M");
          var m =
              DynamicMessage.newBuilder(d)
                  .setField(d.findFieldByName("x"), 5)
                  .addRepeatedField(
                      d.findFieldByName("m"),
                      DynamicMessage.newBuilder(d).setField(d.findFieldByName("x"), 6).build())
                  .build();
          return TextFormat.printer().printToString(m)
              + JsonFormat.printer().includingDefaultValueFields().print(m)
              + Cases.text(m.toByteArray());
        });
    cases.add(
        "pb text",
        () -> {
          Struct.Builder b = Struct.newBuilder();
          TextFormat.merge("fields { key: \"k\" value { bool_value: true } }", b);
          return b;
        });
    cases.add(
        "pb json error",
        () -> {
          JsonFormat.parser().merge("{\"a\":", Struct.newBuilder());
          return 0;
        });
    cases.add(
        "pb wrappers",
        () ->
            JsonFormat.printer().print(Int64Value.of(5))
                + JsonFormat.printer().print(BytesValue.of(ByteString.copyFromUtf8("x")))
                + JsonFormat.printer().print(FieldMaskUtil.fromString("a.b,c"))
                + JsonFormat.printer().print(Durations.parse("1.5s")));
    cases.add(
        "pb type",
        () ->
            com.google.protobuf.Type.newBuilder()
                .setName("n")
                .addFields(
                    com.google.protobuf.Field.newBuilder()
                        .setKind(com.google.protobuf.Field.Kind.TYPE_BOOL)
                        .setJsonName("j"))
                .build()
                .toString());
    cases.add(
        "pb reflect",
        () -> {
          StringBuilder b = new StringBuilder();
          for (var d : Struct.getDescriptor().getFile().getMessageTypes())
            b.append(d.getFullName()).append(d.getFields());
          return b.length();
        });
    cases.finish();
  }
}
