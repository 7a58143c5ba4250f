package chalkgrad;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. */
class ArchitectureTest {

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chalkgrad");

    /** What a package uses directly; what that uses in turn may be used too. The command line may use everything. */
    static final Map<String, List<String>> USES = Map.ofEntries(
            Map.entry("algebra", List.of()),
            Map.entry("rules", List.of("algebra")),
            Map.entry("model", List.of("rules")),
            Map.entry("exam", List.of("derive")),
            Map.entry("problem", List.of("typeset", "exam", "mistake")),
            Map.entry("derive", List.of("model")),
            Map.entry("evaluate", List.of("derive")),
            Map.entry("source", List.of()),
            Map.entry("work", List.of("model", "problem", "source")),
            Map.entry("mistake", List.of("derive")),
            Map.entry("check", List.of("mistake", "evaluate", "work", "typeset")),
            Map.entry("variant", List.of("check", "problem", "exam")),
            Map.entry("typeset", List.of("algebra", "model")),
            Map.entry("report", List.of("derive", "evaluate", "check", "variant", "typeset")),
            Map.entry("write", List.of("report", "typeset")),
            Map.entry("publish", List.of("write")),
            Map.entry("export", List.of("write")),
            Map.entry("batch", List.of("publish", "export")),
            Map.entry("cli", List.of("batch", "publish", "problem")));

    /** A library and the package that is its door; a PDF is written in one and read in another. */
    private static final Map<String, List<String>> DOORS = Map.of(
            "org.matheclipse..", List.of("algebra"),
            "freemarker..", List.of("write"),
            "org.apache.pdfbox..", List.of("write", "source"),
            "org.apache.fontbox..", List.of("write"),
            "org.scilab.forge.jlatexmath..", List.of("write"),
            "org.apache.commons.cli..", List.of("cli"),
            "me.tongfei..", List.of("cli"),
            "org.jsoup..", List.of("source"),
            "org.snakeyaml..", List.of("problem"));

    static Stream<Map.Entry<String, List<String>>> uses() {
        return USES.entrySet().stream();
    }

    static Stream<Map.Entry<String, List<String>>> doors() {
        return DOORS.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void aPackageUsesOnlyThoseBeforeIt(Map.Entry<String, List<String>> row) {
        var allowed = new TreeSet<String>();
        addWithUsed(row.getKey(), allowed);
        String[] others = USES.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .map(ArchitectureTest::inside)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(inside(row.getKey()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aLibraryHasItsDoor(Map.Entry<String, List<String>> row) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        row.getValue().stream().map(ArchitectureTest::inside).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(row.getKey())
                .check(PROGRAM);
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> rooms = PROGRAM.stream()
                .map(type -> type.getPackageName().split("\\."))
                .map(parts -> parts.length > 1 ? parts[1] : "")
                .collect(Collectors.toSet());
        assertThat(rooms).isNotEmpty().isSubsetOf(USES.keySet());
    }

    @Test
    void noCycles() {
        slices().matching("chalkgrad.(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void noGlobalState() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveName("$jacocoData")
                .should()
                .beFinal()
                .check(PROGRAM);
    }

    @Test
    void fieldsOfRecordsAreFinal() {
        classes().that().areRecords().should().haveOnlyFinalFields().check(PROGRAM);
    }

    @Test
    void nothingButTheEntriesWritesToTheConsoleOrEndsTheProgram() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("chalkgrad.cli.Main")
                .and()
                .doNotHaveFullyQualifiedName("chalkgrad.cli.SelfCheck")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(PROGRAM);
    }

    /** The rules would also hold of no classes at all, or of wrongly written patterns. */
    @Test
    void theRulesBite() {
        assertThat(PROGRAM.contain("chalkgrad.cli.Main")).isTrue();
        assertThatThrownBy(() -> noClasses()
                        .that()
                        .resideInAPackage(inside("model"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(inside("algebra"))
                        .check(PROGRAM))
                .isInstanceOf(AssertionError.class);
    }

    private static void addWithUsed(String name, Set<String> all) {
        if (all.add(name)) {
            USES.getOrDefault(name, List.of()).forEach(used -> addWithUsed(used, all));
        }
    }

    private static String inside(String name) {
        return "chalkgrad." + name + "..";
    }
}
