package com.example.faast.ssh.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a worker is told first.
 *
 * @param module name of the module class
 * @param provider name of the provider
 * @param runId the run
 * @param workerId names the worker in its run
 * @param memoryMb memory of the function, in MiB
 * @param maxPayload the largest request, answer or item, in bytes
 */
public record WorkerOrder(
    String module, String provider, String runId, String workerId, int memoryMb, int maxPayload) {
  /** Returns the order as the body of a frame. */
  public ByteBuffer toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(module);
    out.writeUTF(provider);
    out.writeUTF(runId);
    out.writeUTF(workerId);
    out.writeInt(memoryMb);
    out.writeInt(maxPayload);
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  static WorkerOrder of(ByteBuffer body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body.array()));
    return new WorkerOrder(
        in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readInt(), in.readInt());
  }
}
