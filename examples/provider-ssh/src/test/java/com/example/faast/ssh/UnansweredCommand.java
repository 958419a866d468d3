package com.example.faast.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;

/** A command that runs; as soon as it says something, or ends, its connection breaks. */
final class UnansweredCommand implements Command {
  private final Command command;
  private final ServerSession session;

  UnansweredCommand(Command command, ServerSession session) {
    this.command = command;
    this.session = session;
  }

  private void cut() {
    session.close(true);
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    command.start(channel, environment);
  }

  @Override
  public void destroy(ChannelSession channel) throws Exception {
    command.destroy(channel);
  }

  @Override
  public void setInputStream(InputStream in) {
    command.setInputStream(in);
  }

  @Override
  public void setOutputStream(OutputStream out) {
    command.setOutputStream(
        new OutputStream() {
          @Override
          public void write(int one) {
            cut();
          }
        });
  }

  @Override
  public void setErrorStream(OutputStream err) {
    command.setErrorStream(err);
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    command.setExitCallback((value, message, closing) -> cut());
  }
}
