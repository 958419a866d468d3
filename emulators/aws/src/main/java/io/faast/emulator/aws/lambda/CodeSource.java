package io.faast.emulator.aws.lambda;

/** Where packages are that were uploaded before: S3. */
public interface CodeSource {
  /** Returns the bytes of an object, or throws what Lambda says if there is none. */
  byte[] get(String bucket, String key);

  /** Returns the ARN of an object. */
  String arn(String bucket, String key);
}
