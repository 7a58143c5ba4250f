package chalkgrad.write.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** What veraPDF finds wrong with a file. */
public final class Vera {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1);

    private Vera() {}

    /** Both standards are looked at on one way through the file. */
    public static List<String> complaints(byte[] pdf) {
        List<String> complaints = new ArrayList<>();
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), FLAVOURS.get(0));
                PDFAValidator validator = Foundries.defaultInstance().createValidator(FLAVOURS)) {
            List<ValidationResult> results = validator.validateAll(parser);
            assertThat(results).extracting(ValidationResult::getPDFAFlavour).containsExactlyElementsOf(FLAVOURS);
            for (ValidationResult result : results) {
                add(result, complaints);
            }
        } catch (IOException | ValidationException | ModelParsingException | EncryptedPdfException e) {
            throw new IllegalStateException("veraPDF failed", e);
        }
        return complaints;
    }

    private static void add(ValidationResult result, List<String> complaints) {
        PDFAFlavour flavour = result.getPDFAFlavour();
        int before = complaints.size();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                complaints.add(flavour + " " + assertion.getRuleId().getClause() + "-"
                        + assertion.getRuleId().getTestNumber() + ": " + assertion.getMessage() + " at "
                        + assertion.getLocation().getContext());
            }
        }
        if (!result.isCompliant() && complaints.size() == before) {
            complaints.add(flavour + ": not compliant");
        }
    }
}
