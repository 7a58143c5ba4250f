/**
 * The mistakes people make, as rules: each turns a step of a derivation into the step that somebody who makes this mistake would write. The
 * checker explains a wrong number by them, and exam questions take their distractors from them.
 */
@NullMarked
package chalkgrad.mistake;

import org.jspecify.annotations.NullMarked;
