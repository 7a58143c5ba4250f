/**
 * Judges somebody's derivation against the problem's own: which quantity a name means, whether each link of a chain holds, what follows from
 * an earlier slip, and which mistake explains the first wrong number.
 */
@NullMarked
package chalkgrad.check;

import org.jspecify.annotations.NullMarked;
