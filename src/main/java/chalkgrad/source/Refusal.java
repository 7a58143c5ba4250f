package chalkgrad.source;

/** A file from which no text can be taken; the message says why, for a person, in English, without the file's name. */
final class Refusal extends Exception {
    Refusal(String message) {
        super(message);
    }

    /** The sentence. */
    String message() {
        return String.valueOf(getMessage());
    }
}
