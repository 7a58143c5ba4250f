package chalkgrad.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** What was taken out of a file, for tests. */
final class Taken {
    private Taken() {}

    static Source source(String name, byte[] content) {
        SourceReader.Result result = SourceReader.read(name, content);
        assertThat(result).isInstanceOf(SourceReader.Result.Taken.class);
        return ((SourceReader.Result.Taken) result).source();
    }

    static Source source(String name, String content) {
        return source(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static String refusal(String name, byte[] content) {
        SourceReader.Result result = SourceReader.read(name, content);
        assertThat(result).isInstanceOf(SourceReader.Result.Refused.class);
        return ((SourceReader.Result.Refused) result).message();
    }

    /** A line for each that is not empty: its number and place, a mark if it is in doubt, what it says. */
    static String text(Source source) {
        var out = new StringBuilder();
        String[] lines = source.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                out.append(i + 1).append('\t');
                out.append(source.places().isEmpty() ? "" : source.places().get(i))
                        .append('\t');
                out.append(source.doubts().containsKey(i + 1) ? "? " : "")
                        .append(lines[i])
                        .append('\n');
            }
        }
        return out.toString();
    }
}
