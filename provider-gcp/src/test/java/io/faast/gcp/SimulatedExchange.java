package io.faast.gcp;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import io.faast.emulator.core.Request;
import io.faast.emulator.core.Response;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request of the emulator as a function sees it, and what it answers. */
final class SimulatedExchange implements HttpRequest {
  private final Request request;
  final Answer answer = new Answer();

  SimulatedExchange(Request request) {
    this.request = request;
  }

  /** What the function answers. */
  static final class Answer implements HttpResponse {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Map<String, List<String>> headers = new HashMap<>();
    private int status = 200;

    Response response() {
      Response response = new Response(status, Map.of(), body.toByteArray());
      for (Map.Entry<String, List<String>> header : headers.entrySet()) {
        response = response.with(header.getKey(), String.join(",", header.getValue()));
      }
      return response;
    }

    @Override
    public void setStatusCode(int code) {
      status = code;
    }

    @Override
    public void setStatusCode(int code, String message) {
      status = code;
    }

    @Override
    public void setContentType(String contentType) {
      headers.put("content-type", List.of(contentType));
    }

    @Override
    public Optional<String> getContentType() {
      return Optional.ofNullable(headers.get("content-type")).map(values -> values.get(0));
    }

    @Override
    public void appendHeader(String header, String value) {
      headers.computeIfAbsent(header, name -> new ArrayList<>()).add(value);
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return headers;
    }

    @Override
    public OutputStream getOutputStream() {
      return body;
    }

    @Override
    public BufferedWriter getWriter() {
      return new BufferedWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
    }
  }

  @Override
  public String getMethod() {
    return request.method();
  }

  @Override
  public String getUri() {
    return "http://127.0.0.1" + request.rawPath();
  }

  @Override
  public String getPath() {
    return request.rawPath();
  }

  @Override
  public Optional<String> getQuery() {
    return request.rawQuery().isEmpty() ? Optional.empty() : Optional.of(request.rawQuery());
  }

  @Override
  public Map<String, List<String>> getQueryParameters() {
    return Map.of();
  }

  @Override
  public Map<String, HttpPart> getParts() {
    return Map.of();
  }

  @Override
  public Optional<String> getContentType() {
    return Optional.ofNullable(request.header("content-type"));
  }

  @Override
  public long getContentLength() {
    return request.body().length;
  }

  @Override
  public Optional<String> getCharacterEncoding() {
    return Optional.empty();
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(request.body());
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  @Override
  public Optional<String> getFirstHeader(String name) {
    return Optional.ofNullable(request.header(name));
  }
}
