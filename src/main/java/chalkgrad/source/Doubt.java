package chalkgrad.source;

/** Why what a line says is not sure. */
public enum Doubt {
    /** The line has lost its layout: what is a fraction, a script or a matrix on the page cannot be told. */
    FLATTENED,
    /** A formula stands there as a picture, or as an object of another program. */
    PICTURE
}
