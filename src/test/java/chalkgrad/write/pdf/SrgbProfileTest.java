package chalkgrad.write.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import org.junit.jupiter.api.Test;

class SrgbProfileTest {

    @Test
    void isSrgbToTheColourManagementOfJava() {
        ICC_ColorSpace ours = new ICC_ColorSpace(ICC_Profile.getInstance(SrgbProfile.bytes()));
        for (float[] colour : new float[][] {
            {0, 0, 0}, {1, 1, 1}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {.5f, .25f, .75f}, {.02f, .01f, .04f}
        }) {
            float[] same = ours.toRGB(colour);
            for (int i = 0; i < 3; i++) {
                assertThat(same[i]).isCloseTo(colour[i], within(0.012f));
            }
        }
    }
}
