/** The provider of docs/write-a-provider.md, which shows these files whole. */
@org.jspecify.annotations.NullMarked
package acme;
