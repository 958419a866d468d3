@org.jspecify.annotations.NullMarked
package io.faast.aws.worker;
