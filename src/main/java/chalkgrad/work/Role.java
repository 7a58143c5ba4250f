package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.model.Quantity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a word says of the name beside it, as at the head of a column.
 *
 * <p>{@code Role.GRADIENT.of(w5)} is {@code dE/dw5}, {@code Role.NET.of(h1)} is {@code net(h1)}.
 */
enum Role {
    /** What stands there is the name's own value. */
    VALUE,
    OLD,
    NEW,
    GRADIENT,
    /** How much it changes. */
    CHANGE,
    NET,
    OUT,
    DELTA,
    /** The derivative of a unit's output by its net input. */
    SLOPE,
    /** The derivative of the loss by a unit's output. */
    UPSTREAM,
    TARGET,
    /** How the value beside it comes about. */
    FORMULA,
    /** No value at all: sizes, remarks. */
    NOTHING;

    private static final Scribble LOSS = new Scribble("E", "", "");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

    /** The words, in small letters, for each; of a text the longest that is in it counts. */
    private static final Map<Role, String> WORDS = Map.ofEntries(
            Map.entry(
                    VALUE,
                    "value result values results number answer outcome current 값 결과 수치 현재 값은 值 数值 结果 當前 取值 値 結果 valor resultado"
                            + " valores valeur résultat wert ergebnis valore risultato wartość wynik значение результат nilai hasil değer sonuç hodnota výsledek"),
            Map.entry(
                    OLD,
                    "old before initial start previous original original_value prior starting 원래 처음 이전 기존 초기 갱신_전 原来 旧 更新前 初始 初始值 原值 元の 旧値"
                            + " viejo antiguo anterior inicial antes ancien avant alt vorher vecchio prima antigo stary przed старый старое до lama awal eski"),
            Map.entry(
                    NEW,
                    "new after updated update_result 새 새로운 갱신 갱신된 갱신_후 수정 업데이트 이후 新 新的 现在 更新后 更新後 新值 新しい nuevo nueva nuevos actualizado después"
                            + " nouveau nouvelle après neu neuer neues nachher nuovo nuova dopo novo nova atualizado depois nowy nowa nowe po новый новое новые после baru yeni nový"),
            Map.entry(
                    GRADIENT,
                    "gradient gradients grad grads derivative derivatives slope 기울기 그래디언트 그레이디언트 경사 미분 미분값 梯度 导数 偏导 偏导数 導數 勾配 微分 gradiente gradientes"
                            + " derivada dérivée ableitung derivata pochodna gradyan градиент производная turunan gradien"),
            Map.entry(CHANGE, "change delta_w step_size 변화량 변화 变化 变化量 cambio änderung variation"),
            Map.entry(
                    NET,
                    "net weighted_sum net_input preactivation pre_activation linear 가중합 순입력 입력합 净输入 加权和 線形 suma_ponderada somme gewichtete_summe netto"),
            Map.entry(
                    OUT,
                    "out output activation activated sigmoid_output prediction predicted 출력 활성화 활성값 출력값 예측 예측값 输出 激活 激活值 预测 出力 salida activación sortie ausgabe"
                            + " aktivierung saída ativação uscita attivazione wyjście aktywacja выход активация keluaran çıkış"),
            Map.entry(DELTA, "delta error_signal error_term 델타 오차_신호 오차항 误差项 局部梯度 誤差 señal_de_error fehlersignal"),
            Map.entry(SLOPE, "activation_derivative derivative_of_activation slope_of_the_activation local_gradient local_derivative 활성화_미분 활성화_함수의_미분값"),
            Map.entry(UPSTREAM, "loss_by_output upstream_gradient 손실을_출력으로_미분한_값"),
            Map.entry(
                    TARGET,
                    "target label desired expected truth true actual 목표 목표값 정답 타깃 标签 目标 目标值 教師 正解 objetivo deseado cible soll ziel alvo etykieta oczekiwane цель"),
            Map.entry(
                    FORMULA,
                    "formula formulas in_numbers update_in_numbers 수를_넣으면 수로_갱신 computation calculation calculations expression equation rule working derivation update math how 계산 식 공식 계산식 수식 풀이 유도 갱신식 公式 计算 算式 表达式"
                            + " 計算 計算式 cálculo fórmula expresión calcul formule berechnung formel rechnung calcolo obliczenie wzór вычисление формула perhitungan rumus hesap formül výpočet"),
            Map.entry(
                    NOTHING,
                    "shape shapes size dimension dimensions dim description meaning note notes comment remark type better where layer symbol units explanation 모양 크기 형태 설명 의미 비고 차원 形状"
                            + " 说明 含义 维度 备注 意味 説明 descripción significado forma signification beschreibung bedeutung form descrizione opis znaczenie описание смысл размер"));

    private static final Map<String, Role> BY_WORD = byWord();

    /** Letters that without an index are a column's role, by what they usually stand for. */
    private static final Map<String, Role> BY_LETTER = Map.ofEntries(
            Map.entry("net", NET),
            Map.entry("z", NET),
            Map.entry("s", NET),
            Map.entry("in", NET),
            Map.entry("sum", NET),
            Map.entry("input", NET),
            Map.entry("out", OUT),
            Map.entry("output", OUT),
            Map.entry("a", OUT),
            Map.entry("o", OUT),
            Map.entry("h", OUT),
            Map.entry("act", OUT),
            Map.entry("pred", OUT),
            Map.entry("delta", DELTA),
            Map.entry("grad", GRADIENT),
            Map.entry("gradient", GRADIENT),
            Map.entry("g", GRADIENT),
            Map.entry("w", VALUE),
            Map.entry("W", VALUE),
            Map.entry("theta", VALUE),
            Map.entry("weight", VALUE),
            Map.entry("old", OLD),
            Map.entry("new", NEW),
            Map.entry("target", TARGET),
            Map.entry("t", TARGET),
            Map.entry("Delta w", CHANGE),
            Map.entry("Delta W", CHANGE),
            Map.entry("dw", GRADIENT),
            Map.entry("dW", GRADIENT));

    private static Map<String, Role> byWord() {
        var map = new HashMap<String, Role>();
        WORDS.forEach((role, words) -> {
            for (String word : words.split(" ", -1)) {
                map.put(word.replace('_', ' '), role);
            }
        });
        return Map.copyOf(map);
    }

    /** What the words of a text say: its longest words first, and of these the first. */
    static Optional<Role> ofWords(String text) {
        return of(text, 1);
    }

    /** What a phrase of several words in a text says. */
    static Optional<Role> ofPhrase(String text) {
        return of(text, 2);
    }

    private static Optional<Role> of(String text, int least) {
        String[] words = NO_LETTERS.split(text.toLowerCase(Locale.ROOT).strip(), -1);
        for (int length = Math.min(4, words.length); length >= least; length--) {
            for (int i = 0; i + length <= words.length; i++) {
                Role role = BY_WORD.get(String.join(" ", List.of(words).subList(i, i + length)));
                // New value is new: a value is what is said of anything.
                if (role != null && (role != VALUE || !hasOther(words))) {
                    return Optional.of(role);
                }
            }
        }
        return BY_WORD.keySet().stream()
                .filter(word -> least == 1 && Nouns.isIdeographic(word) && text.length() <= 12 && text.contains(word))
                .max(Comparator.<String>comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(BY_WORD::get);
    }

    private static boolean hasOther(String[] words) {
        for (String word : words) {
            Role role = BY_WORD.getOrDefault(word, VALUE);
            if (role != VALUE) {
                return true;
            }
        }
        return false;
    }

    /** What a name without an index says as the head of a column. */
    static Optional<Role> ofName(Symbol symbol) {
        if (symbol instanceof Quantity.Partial partial) {
            return ofDerivative(partial);
        } else if (symbol instanceof Scribble name && name.sub().isEmpty()) {
            Role role = BY_LETTER.get(name.base());
            boolean isNew = name.sup().equals("new") || name.sup().equals("+") || name.sup().equals("'");
            return isNew && role != null ? Optional.of(NEW) : name.sup().equals("old") ? Optional.of(OLD) : Optional.ofNullable(role);
        }
        return Optional.empty();
    }

    private static Optional<Role> ofDerivative(Quantity.Partial partial) {
        boolean general = partial.by() instanceof Scribble by
                && (by.sub().isEmpty() || by.sub().equals("i") || by.sub().equals("ij") || by.sub().equals("k"));
        if (!general) {
            return Optional.empty();
        }
        Role by = BY_LETTER.getOrDefault(((Scribble) partial.by()).base(), NOTHING);
        boolean unit = partial.of() instanceof Scribble of && BY_LETTER.get(of.base()) == OUT;
        return switch (by) {
            case VALUE -> Optional.of(GRADIENT);
            case NET -> Optional.of(unit ? SLOPE : DELTA);
            default -> Optional.empty();
        };
    }

    /** Whether a value of the name beside it stands there. */
    boolean isValue() {
        return this != FORMULA && this != NOTHING;
    }

    /** What the name beside it means with this. */
    Expr of(Symbol symbol) {
        if (!(symbol instanceof Scribble name)) {
            return Expr.sym(symbol);
        }
        String id = name.base() + name.sub();
        Symbol said = switch (this) {
            case OLD -> name.marked("old");
            case NEW -> name.marked("new");
            case GRADIENT -> isDerivative(name) ? name : new Quantity.Partial(LOSS, name);
            case CHANGE -> new Scribble("Delta " + name.base(), name.sub(), name.sup());
            case NET -> new Scribble("net", id, name.sup());
            case OUT -> new Scribble("out", id, name.sup());
            case DELTA -> new Scribble("delta", id, name.sup());
            case SLOPE ->
                new Quantity.Partial(new Scribble("out", id, name.sup()), new Scribble("net", id, name.sup()));
            case UPSTREAM -> new Quantity.Partial(LOSS, new Scribble("out", id, name.sup()));
            case TARGET -> new Scribble("target", id, name.sup());
            case VALUE, FORMULA, NOTHING -> name;
        };
        return Expr.sym(said);
    }

    private static boolean isDerivative(Scribble name) {
        return name.base().equals("delta") || name.base().startsWith("grad") || name.base().startsWith("d") && name.base().length() > 1;
    }
}
