package chalkgrad.cli;

import chalkgrad.batch.Gathering;
import chalkgrad.exam.Exam;
import chalkgrad.export.Exporter;
import chalkgrad.export.Grouping;
import chalkgrad.export.Setting;
import chalkgrad.export.Sink;
import chalkgrad.model.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files for learning-management systems that a run makes of all its variants.
 *
 * <p>{@code new Exports(exam, language, grouping, exporters).gatherings()} has one for each exporter.
 */
final class Exports {
    private final Setting setting;
    private final List<Exporter> exporters;

    Exports(Exam exam, Optional<String> language, Grouping grouping, List<Exporter> exporters) {
        Problem first = exam.tasks().get(0).problem();
        String in = language.or(first::language).orElse("en");
        this.setting = new Setting(exam.name(), first.titleIn(in).orElse(exam.name()), grouping);
        this.exporters = exporters;
    }

    Setting setting() {
        return setting;
    }

    List<Gathering> gatherings() {
        return exporters.stream().<Gathering>map(Export::new).toList();
    }

    private final class Export implements Gathering {
        private final Exporter exporter;

        Export(Exporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public String fileName() {
            return setting.name() + "-" + exporter.fileName();
        }

        @Override
        public Sheaf open(OutputStream out) throws IOException {
            return new Adding(exporter.open(out, setting));
        }
    }

    private record Adding(Sink sink) implements Gathering.Sheaf {
        @Override
        public void add(byte[] prepared) throws IOException {
            sink.add(prepared);
        }

        @Override
        public void finish() throws IOException {
            sink.finish();
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }
}
