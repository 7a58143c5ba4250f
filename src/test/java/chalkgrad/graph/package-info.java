/** Graphs of scalars, vectors and matrices, against an interpreter and derivatives that are the tests' own. */
@org.jspecify.annotations.NullMarked
package chalkgrad.graph;
