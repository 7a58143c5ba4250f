/** A validated network, as records: what is left of a problem file once nothing in it can be wrong any more. */
@org.jspecify.annotations.NullMarked
package chalkgrad.model;
