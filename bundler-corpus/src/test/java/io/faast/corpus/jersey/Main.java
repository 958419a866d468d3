package io.faast.corpus.jersey;

import io.faast.corpus.Cases;
import jakarta.inject.*;
import jakarta.validation.constraints.*;
import jakarta.ws.rs.*;
import jakarta.ws.rs.client.*;
import jakarta.ws.rs.container.*;
import jakarta.ws.rs.core.*;
import jakarta.ws.rs.ext.*;
import jakarta.xml.bind.annotation.*;
import java.io.*;
import java.net.URI;
import java.util.*;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Jersey: resources and providers by annotations, injection, beans in JSON and XML, a server on
 * loopback.
 */
@SuppressWarnings("deprecation")
public final class Main {
  @XmlRootElement(name = "pet")
  @XmlAccessorType(XmlAccessType.FIELD)
  public static class Pet {
    public int id;
    public String name;
    public List<String> tags = new ArrayList<>();

    public Pet() {}

    public Pet(int i, String n) {
      id = i;
      name = n;
      tags.add("t");
    }
  }

  public interface Greeter {
    String hi(String n);
  }

  public static class GreeterImpl implements Greeter {
    public String hi(String n) {
      return "hi " + n;
    }
  }

  @Path("pets")
  @Produces(MediaType.APPLICATION_JSON)
  public static class Pets {
    @Inject Greeter greeter;
    @Context UriInfo info;

    @QueryParam("q")
    @DefaultValue("dq")
    String q;

    @GET
    @Path("{id: \\d+}")
    @Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_XML})
    public Pet get(@PathParam("id") int id) {
      if (id == 404) throw new NotFoundException("none");
      if (id == 500) throw new IllegalStateException("boom");
      return new Pet(id, greeter.hi(q));
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_XML})
    public Response add(Pet p) {
      return Response.created(info.getAbsolutePathBuilder().path("" + p.id).build())
          .entity(List.of(p))
          .build();
    }

    @GET
    @Path("bean")
    @Produces("text/plain")
    public String bean(@BeanParam Params p) {
      return p.a + p.h + p.c;
    }

    @GET
    @Path("valid")
    @Produces("text/plain")
    public String valid(@QueryParam("n") @Min(3) int n) {
      return "v" + n;
    }

    @Path("sub")
    public Sub sub() {
      return new Sub();
    }

    @GET
    @Path("stream")
    @Produces("text/plain")
    public StreamingOutput stream() {
      return o -> o.write("streamed".getBytes());
    }

    @GET
    @Path("async")
    @Produces("text/plain")
    public void async(@jakarta.ws.rs.container.Suspended AsyncResponse r) {
      new Thread(() -> r.resume("async")).start();
    }

    @GET
    @Path("days")
    @Produces("text/plain")
    public String day(@QueryParam("d") java.time.DayOfWeek d, @QueryParam("u") UUID u) {
      return "" + d + u;
    }
  }

  public static class Params {
    @QueryParam("a")
    String a;

    @HeaderParam("X-H")
    String h;

    @CookieParam("c")
    String c;
  }

  public static class Sub {
    @GET
    @Produces("text/plain")
    public String get() {
      return "sub";
    }

    @PUT
    @Path("x")
    public String put(String b) {
      return b.toUpperCase();
    }
  }

  @jakarta.ws.rs.ext.Provider
  public static class Boom implements ExceptionMapper<IllegalStateException> {
    @Override
    public Response toResponse(IllegalStateException e) {
      return Response.status(503).entity("mapped " + e.getMessage()).type("text/plain").build();
    }
  }

  @jakarta.ws.rs.ext.Provider
  public static class Filter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext q, ContainerResponseContext r) {
      r.getHeaders().add("X-F", "f");
    }
  }

  public static void main(String[] args) throws Exception {
    if (System.getProperty("java.util.logging.config.file") == null)
      java.util.logging.LogManager.getLogManager()
          .getLogger("")
          .setLevel(java.util.logging.Level.OFF);
    Cases cases = new Cases("127.0.0.1:\\d+", "null,\\d+");
    ResourceConfig rc =
        new ResourceConfig(Pets.class, Boom.class, Filter.class)
            .register(
                new org.glassfish.hk2.utilities.binding.AbstractBinder() {
                  @Override
                  protected void configure() {
                    bind(GreeterImpl.class).to(Greeter.class).in(Singleton.class);
                  }
                })
            .property(
                "jersey.config.beanValidation.enableOutputValidationErrorEntity.server", true);
    var server =
        org.glassfish.jersey.jdkhttp.JdkHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/"), rc, false);
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    Client c = ClientBuilder.newClient();
    WebTarget t = c.target(base).path("pets");
    cases.add(
        "json",
        () -> {
          Response r = t.path("3").request("application/json").get();
          return r.getStatus() + r.readEntity(String.class) + r.getHeaderString("X-F");
        });
    cases.add(
        "entity",
        () -> t.path("3").queryParam("q", "é").request("application/json").get(Pet.class).name);
    cases.add(
        "xml",
        () -> {
          Response r = t.path("3").request("application/xml").get();
          return r.getMediaType() + r.readEntity(String.class);
        });
    cases.add(
        "xml post",
        () -> {
          Response r = t.request().post(Entity.xml(new Pet(4, "x")));
          return r.getStatus() + r.getLocation().getPath() + r.readEntity(String.class);
        });
    for (String p :
        List.of(
            "404",
            "500",
            "abc",
            "bean?a=1",
            "valid?n=1",
            "valid?n=5",
            "sub",
            "stream",
            "async",
            "days?d=MONDAY&u=00000000-0000-0001-0000-000000000002",
            "days?d=NOPE"))
      cases.add(
          "get " + p,
          () -> {
            try (var in = new java.net.URL(base + "pets/" + p).openConnection().getInputStream()) {
              return new String(in.readAllBytes());
            } catch (IOException e) {
              return e.getMessage();
            }
          });
    cases.add(
        "valid entity",
        () -> {
          Response r = t.path("valid").queryParam("n", 1).request("application/json").get();
          return r.getStatus() + r.readEntity(String.class);
        });
    cases.add("put", () -> t.path("sub/x").request().put(Entity.text("up"), String.class));
    cases.add(
        "bad json",
        () -> {
          Response r = t.request().post(Entity.json("{\"id\":\"x\"}"));
          return r.getStatus() + r.readEntity(String.class);
        });
    cases.add("not allowed", () -> t.path("3").request().delete().getStatus());
    cases.add(
        "wadl",
        () -> {
          Response r = c.target(base + "application.wadl").request().get();
          return r.getStatus() + " " + r.readEntity(String.class).contains("pets");
        });
    cases.add("client error", () -> t.path("404").request().get(Pet.class));
    cases.add(
        "mediatype",
        () ->
            MediaType.valueOf("text/html;q=0.5").getParameters()
                + ""
                + Variant.mediaTypes(MediaType.TEXT_PLAIN_TYPE).add().build()
                + CacheControl.valueOf("no-cache, max-age=3").getMaxAge()
                + Link.fromUri("a").rel("x").build()
                + NewCookie.valueOf("a=b;Path=/").getPath()
                + EntityTag.valueOf("\"x\"").getValue());
    cases.add(
        "missing dep",
        () -> {
          ResourceConfig x = new ResourceConfig(Pets.class);
          return new org.glassfish.jersey.server.ApplicationHandler(x)
              .apply(
                  new org.glassfish.jersey.server.ContainerRequest(
                      URI.create("http://x/"),
                      URI.create("http://x/pets/3"),
                      "GET",
                      null,
                      new org.glassfish.jersey.internal.MapPropertiesDelegate(),
                      null))
              .get()
              .getStatus();
        });
    server.stop(0);
    cases.finish();
    System.exit(0);
  }
}
