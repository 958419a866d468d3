package io.faast.local.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is told on its standard input, where neither other processes nor the environment of
 * its children can see it.
 *
 * @param socket path of the client's Unix domain socket, or null if it listens on TCP
 * @param port TCP port on the loopback interface, used if there is no {@code socket}
 * @param worker number of the worker in its run
 * @param token the secret that it introduces itself with
 * @param module name of the module class
 * @param provider name of the provider
 * @param runId the run
 * @param memoryMb memory of the function, in MiB
 * @param maxResponseBytes the largest answer or item, in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LaunchOrder(
    @Nullable String socket,
    int port,
    int worker,
    byte[] token,
    String module,
    String provider,
    String runId,
    int memoryMb,
    int maxResponseBytes) {

  /** Writes the order. */
  public void writeTo(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeUTF(socket == null ? "" : socket);
    out.writeInt(port);
    out.writeInt(worker);
    out.write(token);
    out.writeUTF(module);
    out.writeUTF(provider);
    out.writeUTF(runId);
    out.writeInt(memoryMb);
    out.writeInt(maxResponseBytes);
    out.flush();
  }

  /** Reads an order; fails if the client is gone before it was complete. */
  static LaunchOrder readFrom(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    String socket = in.readUTF();
    int port = in.readInt();
    int worker = in.readInt();
    byte[] token = new byte[Frames.TOKEN];
    in.readFully(token);
    return new LaunchOrder(
        socket.isEmpty() ? null : socket,
        port,
        worker,
        token,
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readInt(),
        in.readInt());
  }

  /** Returns where the client listens. */
  SocketAddress address() {
    return socket == null
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
        : UnixDomainSocketAddress.of(socket);
  }
}
