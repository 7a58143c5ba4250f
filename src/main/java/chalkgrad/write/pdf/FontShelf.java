package chalkgrad.write.pdf;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.scilab.forge.jlatexmath.TeXFormula;

/** The fonts of one writer, each read when it is first needed, for all its threads: an English document never opens a Korean font. */
final class FontShelf {
    private final Map<String, FontFile> files = new ConcurrentHashMap<>();

    /** The paths of the fonts that have been read. */
    Set<String> opened() {
        return Set.copyOf(files.keySet());
    }

    /** A font of running text, by its file name. */
    FontFile text(String file) {
        return files.computeIfAbsent("/fonts/" + file, path -> FontFile.read(FontShelf.class, path));
    }

    /** A font of JLaTeXMath, by its path inside that library. */
    FontFile math(String path) {
        return files.computeIfAbsent(path, p -> FontFile.read(TeXFormula.class, p));
    }
}
