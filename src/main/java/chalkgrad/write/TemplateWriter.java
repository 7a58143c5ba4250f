package chalkgrad.write;

import chalkgrad.problem.InputFile;
import chalkgrad.problem.IoReasons;
import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.FirstMatchTemplateConfigurationFactory;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.PathGlobMatcher;
import freemarker.cache.StrongCacheStorage;
import freemarker.cache.TemplateConfigurationFactory;
import freemarker.cache.TemplateLoader;
import freemarker.cache.TemplateNameFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.log.Logger;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNotFoundException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages through the templates of a format.
 *
 * <p>{@code new TemplateWriter().write(page, Formats.named("md").orElseThrow(), "wikidocs").text()}.
 *
 * <p>One writer may be used by several threads at once. A template reads its page and the templates beside it, and nothing else: no
 * class, no file, and no method but {@code digest}.
 */
public final class TemplateWriter {
    private static final Pattern END_OF_SENTENCE = Pattern.compile("\\s*\n\\s*\n.*|\\s*\n----.*", Pattern.DOTALL);
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** {@code digest(script)}: the only thing that templates can call, as a policy of what may run is written by digests. */
    private static final TemplateMethodModelEx DIGEST = TemplateWriter::digest;

    static {
        silence();
    }

    private final @Nullable Path own;
    private final Configuration templates;
    private final Map<String, MarkupFormat> formats = new LinkedHashMap<>();

    /** With the built-in templates. */
    public TemplateWriter() {
        this(null, new ClassTemplateLoader(TemplateWriter.class.getClassLoader(), "templates"));
    }

    /**
     * With a user's own templates before the built-in ones, file by file.
     *
     * @throws TemplateFault if there is no such directory
     */
    public TemplateWriter(Path own) throws TemplateFault {
        this(own, new MultiTemplateLoader(new TemplateLoader[] {
            directory(own), new ClassTemplateLoader(TemplateWriter.class.getClassLoader(), "templates")
        }));
    }

    private TemplateWriter(@Nullable Path own, TemplateLoader loader) {
        this.own = own;
        Formats.MARKUPS.forEach((name, markup) -> formats.put(name, new MarkupFormat(name, markup)));
        templates = new Configuration(Configuration.VERSION_2_3_35);
        templates.setTemplateLoader(loader);
        templates.setTemplateNameFormat(TemplateNameFormat.DEFAULT_2_4_0);
        templates.setLocalizedLookup(false);
        templates.setCacheStorage(new StrongCacheStorage());
        templates.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setLocale(Locale.ROOT);
        templates.setNumberFormat("computer");
        templates.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        templates.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        templates.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_35));
        templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        templates.setAPIBuiltinEnabled(false);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setWrapUncheckedExceptions(true);
        templates.setTemplateConfigurations(byFolder());
    }

    /** Reads a format's templates ahead of the first page, while there is something else to wait for. */
    public void prepare(Format format) throws TemplateFault {
        var formula = new Page.Formula("x", "x");
        List<Page.Run> words = List.of(new Page.Text("x"), new Page.Strong("x"), new Page.Inline(formula));
        var circle = new Picture.Circle(9, 9, 5, Picture.Ink.BLACK);
        write(
                new Page(
                        "x",
                        "en",
                        List.of(
                                new Page.Heading(1, words, "x"),
                                new Page.Contents(words, List.of(new Page.Entry(words, "x"))),
                                new Page.Paragraph(words),
                                new Page.Note(Page.Tone.REMARK, words, words),
                                new Page.Items(List.of(words)),
                                new Page.Display(List.of(new Page.Row(formula, formula))),
                                new Page.Table(List.of(Page.Align.LEFT), List.of(words), List.of(List.of(words))),
                                new Page.Fields(List.of(words)),
                                new Page.Jotting(1, words, Page.Stamp.WRONG, words, List.of(words)),
                                new Page.Figure(new Picture(18, 18, List.of(circle)), "x"))),
                format,
                "x");
    }

    /**
     * The page in that format.
     *
     * @param stem what the document's file is called, without its ending: its figures are called after it
     * @throws TemplateFault if a template has a mistake
     * @throws IllegalArgumentException if the format is not made from templates, or the stem names a directory
     */
    public Rendered write(Page page, Format format, String stem) throws TemplateFault {
        MarkupFormat markup = formats.get(format.name());
        if (markup == null) {
            throw new IllegalArgumentException(format + " is not made from templates");
        }
        if (stem.indexOf('/') >= 0 || stem.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not a file's name: " + stem);
        }
        PageModel model = new PageModel(markup, stem);
        String name = format.name() + "/document.ftl";
        Utf8 text = new Utf8();
        try {
            templates.getTemplate(name).process(Map.of("page", model.of(page), "digest", DIGEST), text);
        } catch (TemplateException | IOException | SecurityException | StackOverflowError e) {
            throw fault(name, e);
        }
        return new Rendered(text.bytes(), model.sidecars());
    }

    /** The SHA-256 of what a template has printed, in base 64. */
    private static String digest(List<?> args) throws TemplateModelException {
        if (args.size() == 1 && args.get(0) instanceof MarkupFormat.Printed printed) {
            try {
                byte[] bytes =
                        printed.getOutputFormat().getMarkupString(printed).getBytes(StandardCharsets.UTF_8);
                return Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new TemplateModelException("digest takes one thing that was printed");
    }

    /** Each format's folder is escaped in its own way. */
    private FirstMatchTemplateConfigurationFactory byFolder() {
        List<ConditionalTemplateConfigurationFactory> folders = new ArrayList<>();
        formats.forEach((name, format) -> {
            TemplateConfiguration settings = new TemplateConfiguration();
            settings.setOutputFormat(format);
            folders.add(new ConditionalTemplateConfigurationFactory(new PathGlobMatcher(name + "/**"), settings));
        });
        return new FirstMatchTemplateConfigurationFactory(folders.toArray(TemplateConfigurationFactory[]::new))
                .allowNoMatch(true);
    }

    private TemplateFault fault(String name, Throwable problem) {
        if (problem instanceof ParseException e) {
            return new TemplateFault(
                    file(e.getTemplateName()), e.getLineNumber(), e.getColumnNumber(), sentence(e.getEditorMessage()));
        }
        if (problem instanceof TemplateException e) {
            return new TemplateFault(
                    file(e.getTemplateSourceName()),
                    place(e.getLineNumber()),
                    place(e.getColumnNumber()),
                    sentence(e.getMessageWithoutStackTop()));
        }
        if (problem instanceof TemplateNotFoundException e) {
            return new TemplateFault(e.getTemplateName(), 0, 0, "There is no such template.");
        }
        if (problem instanceof StackOverflowError) {
            return new TemplateFault(file(name), 0, 0, "A macro or an include uses itself without end.");
        }
        return new TemplateFault(file(name), 0, 0, "The template could not be read: " + sentence(reason(problem)));
    }

    /** The file as its author knows it. */
    private String file(@Nullable String name) {
        if (name == null) {
            return "template";
        }
        Path mine = own == null ? null : own.resolve(name);
        return mine != null && Files.exists(mine) ? mine.toString() : name;
    }

    private static @Nullable String reason(Throwable problem) {
        return problem instanceof IOException e ? IoReasons.of(e) : problem.getMessage();
    }

    private static int place(@Nullable Integer place) {
        return place == null ? 0 : place;
    }

    /** The first sentence of FreeMarker's message, without its tips. */
    private static String sentence(@Nullable String message) {
        String first = END_OF_SENTENCE.matcher(String.valueOf(message)).replaceFirst("");
        return WHITE_SPACE.matcher(first).replaceAll(" ").strip();
    }

    private static TemplateLoader directory(Path own) throws TemplateFault {
        try {
            return new OwnTemplates(own);
        } catch (IOException e) {
            throw new TemplateFault(own.toString(), 0, 0, "There is no such directory of templates.");
        }
    }

    /** A user's templates; what is there and cannot be read is never passed over for the built-in one. */
    private static final class OwnTemplates extends FileTemplateLoader {
        private static final int LARGEST = 64 << 20;

        OwnTemplates(Path folder) throws IOException {
            super(folder.toFile());
        }

        @Override
        public @Nullable Object findTemplateSource(String name) throws IOException {
            Path file = baseDir.toPath().resolve(name);
            if (Files.exists(file) && !Files.isDirectory(file)) {
                InputFile.require(file, "template");
            }
            return super.findTemplateSource(name);
        }

        @Override
        public Reader getReader(Object source, String encoding) throws IOException {
            byte[] content = InputFile.read(((File) source).toPath(), LARGEST, "template");
            return new InputStreamReader(new ByteArrayInputStream(content), encoding);
        }
    }

    /** FreeMarker looks for a logging library, and prints warnings if it finds none; what we have to say is in a {@link TemplateFault}. */
    @SuppressWarnings("deprecation") // there is no other way but a system property, which others would inherit
    private static void silence() {
        try {
            Logger.selectLoggerLibrary(Logger.LIBRARY_NONE);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
