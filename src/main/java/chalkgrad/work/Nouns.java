package chalkgrad.work;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words that by themselves name a quantity, in the languages in which people hand in.
 *
 * <p>{@code Nouns.find("total loss")} and {@code Nouns.find("손실")} are the name {@code loss}.
 */
final class Nouns {
    private Nouns() {}

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

    /** A name, and how it is called. */
    private static final String[][] ROWS = {
        {
            "loss",
            "loss losses cost mse bce 손실 손실값 비용 损失 损失值 代价 損失 pérdida coste costo perte coût verlust kosten perdita costo perda custo strata koszt потеря"
                    + " потери kerugian kayıp ztráta"
        },
        {"error", "error 오차 오류 에러 误差 誤差 erreur fehler errore erro błąd ошибка galat hata chyba"},
        {"hat y", "prediction guess 예측 예측값 预测 预测值 予測 predicción prédiction vorhersage previsão previsione predykcja предсказание prediksi tahmin"},
        {"lr", "lr 학습률 학습율 学习率 学習率 lernrate schrittweite"},
        {"t", "target label 목표 목표값 정답 标签 目标 目标值 教師 objetivo cible ziel alvo etykieta цель"},
    };

    private static final Map<String, Scribble> NAMES = names();

    private static Map<String, Scribble> names() {
        var map = new HashMap<String, Scribble>();
        for (String[] row : ROWS) {
            for (String word : row[1].split(" ", -1)) {
                map.put(word, new Scribble(row[0], "", ""));
            }
        }
        return Map.copyOf(map);
    }

    /** The quantity that a text of a few words names. */
    static Optional<Scribble> find(String text) {
        String[] words = NO_LETTERS.split(text.toLowerCase(Locale.ROOT).strip(), -1);
        if (text.toLowerCase(Locale.ROOT).contains("learning rate")) {
            return Optional.of(new Scribble("lr", "", ""));
        }
        for (String word : words) {
            Scribble name = NAMES.get(word);
            if (name != null && words.length <= 5) {
                return Optional.of(name);
            }
        }
        return NAMES.keySet().stream()
                .filter(word -> isIdeographic(word) && text.length() <= 12 && text.contains(word))
                .max(Comparator.<String>comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(NAMES::get);
    }

    /** Whether a word is of a script that has no room between words. */
    static boolean isIdeographic(String word) {
        return word.length() > 1 && Character.isIdeographic(word.codePointAt(0));
    }

    /** The quantity that is called by one word, and no other is; an error may be a loss or a delta. */
    static Optional<Scribble> plain(String word) {
        return of(word).filter(name -> !name.base().equals("error"));
    }

    /** The quantity that is called by one word. */
    static Optional<Scribble> of(String word) {
        return Optional.ofNullable(NAMES.get(word.toLowerCase(Locale.ROOT)));
    }
}
