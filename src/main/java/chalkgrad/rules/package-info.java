/**
 * The tables: activations and losses with the derivative as it is taught, kinked functions by their pieces, and the notions shared by them.
 *
 * <p>An activation or a loss is a row here and nowhere else; {@code chalkgrad rules} prints the tables.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.rules;
