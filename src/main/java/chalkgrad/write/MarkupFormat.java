package chalkgrad.write;

import chalkgrad.write.Page.Run;
import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateSequenceModel;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What makes FreeMarker escape everything that a template prints, except what our own code has written as markup.
 *
 * <p>In {@code tex}, a template's {@code [=page.title]} prints {@code 50 \%} for a title {@code 50 %}.
 */
final class MarkupFormat extends CommonMarkupOutputFormat<MarkupFormat.Printed> {
    private final String name;
    private final Markup markup;

    MarkupFormat(String name, Markup markup) {
        this.name = name;
        this.markup = markup;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable String getMimeType() {
        return null;
    }

    @Override
    public String escapePlainText(String plain) {
        return markup.text(plain);
    }

    @Override
    public void output(String plain, Writer out) throws IOException, TemplateModelException {
        out.write(escapePlainText(plain));
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Printed newTemplateMarkupOutputModel(@Nullable String plain, @Nullable String markup) {
        return new Printed(this, plain, markup);
    }

    Markup markup() {
        return markup;
    }

    /** Something that prints itself. */
    static class Printed extends CommonTemplateMarkupOutputModel<Printed> {
        private final MarkupFormat format;

        Printed(MarkupFormat format, @Nullable String plain, @Nullable String markup) {
            super(plain, markup);
            this.format = format;
        }

        @Override
        public MarkupFormat getOutputFormat() {
            return format;
        }
    }

    /** Something that prints itself and has fields. */
    static final class Thing extends Printed implements TemplateHashModel {
        private final Function<String, @Nullable TemplateModel> fields;

        Thing(MarkupFormat format, String markup, Function<String, @Nullable TemplateModel> fields) {
            super(format, null, markup);
            this.fields = fields;
        }

        @Override
        public @Nullable TemplateModel get(String key) {
            return fields.apply(key);
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    /** Running text that prints itself, can be gone through run by run, and has fields. */
    static final class Line extends Printed implements TemplateSequenceModel, TemplateHashModel {
        private final List<Run> runs;
        private final Function<Run, Thing> things;
        private final Function<String, @Nullable TemplateModel> fields;

        Line(
                MarkupFormat format,
                String markup,
                List<Run> runs,
                Function<Run, Thing> things,
                Function<String, @Nullable TemplateModel> fields) {
            super(format, null, markup);
            this.runs = runs;
            this.things = things;
            this.fields = fields;
        }

        @Override
        public @Nullable TemplateModel get(int index) {
            return index >= 0 && index < runs.size() ? things.apply(runs.get(index)) : null;
        }

        @Override
        public int size() {
            return runs.size();
        }

        @Override
        public @Nullable TemplateModel get(String key) {
            return fields.apply(key);
        }

        @Override
        public boolean isEmpty() {
            return runs.isEmpty();
        }
    }
}
