package chalkgrad.evaluate;

/** What a quantity has: one number, or an array of them. */
public sealed interface Value permits Real, Tensor {}
