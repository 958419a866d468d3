package io.faast.emulator.gcp.run;

import io.faast.emulator.core.Response;
import java.nio.charset.StandardCharsets;

/** What the front end answers itself, and why, in the words of "Troubleshoot Cloud Run issues". */
final class Pages {
  static final String UNAUTHENTICATED =
      "The request was not authorized to invoke this service. The access token could not be"
          + " verified.";
  static final String FORBIDDEN =
      "The request was not authenticated. Either allow unauthenticated invocations or set the"
          + " proper Authorization header.";
  static final String NO_INSTANCE =
      "The request was aborted because there was no available instance.";
  static final String BROKEN =
      "The request failed because either the HTTP response was malformed or connection to the"
          + " instance had an error.";
  static final String MEMORY =
      "While handling this request, the container instance was found to be using too much memory"
          + " and was terminated. This is likely to cause a new container instance to be used for"
          + " the next request to this revision.";
  static final String TIMEOUT =
      "The request has been terminated because it has reached the maximum request timeout.";
  static final String TOO_LARGE =
      "Response size was too large. Please consider reducing response size.";
  static final String NOT_STARTED =
      "The request failed because the instance failed to start and to listen on its port.";

  private Pages() {}

  static Response plain(int status, String text) {
    return Response.of(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  static Response page(int status, String title, String text) {
    String page =
        "<html><head>\n<title>"
            + status
            + " "
            + title
            + "</title>\n</head>\n<body>\n<h1>Error: "
            + title
            + "</h1>\n<h2>"
            + text
            + "</h2>\n</body></html>\n";
    return Response.of(status, "text/html; charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
  }

  static Response serverError() {
    return page(
        500,
        "Server Error",
        "The server encountered an error and could not complete your request.<p>Please try again"
            + " in 30 seconds.");
  }

  static Response unavailable() {
    return plain(503, "Service Unavailable");
  }
}
