package chalkgrad.algebra;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A polynomial multiplied out, with whole coefficients, in letters that are numbered from zero.
 *
 * <p>{@code letter(0).plus(ONE).times(letter(0).minus(ONE))} is {@code x^2 - 1}.
 *
 * @param terms the coefficients by monomial, none of which is zero
 */
record Polynomial(Map<Monomial, BigInteger> terms) {
    static final Polynomial ZERO = new Polynomial(Map.of());
    static final Polynomial ONE = constant(BigInteger.ONE);

    /** The powers of the letters, with no zero at the end. */
    static final class Monomial {
        static final Monomial ONE = new Monomial(new int[0]);

        private final int[] powers;
        private final int hash;

        Monomial(int[] powers) {
            int length = powers.length;
            while (length > 0 && powers[length - 1] == 0) {
                length--;
            }
            this.powers = length == powers.length ? powers : Arrays.copyOf(powers, length);
            this.hash = Arrays.hashCode(this.powers);
        }

        int power(int letter) {
            return letter < powers.length ? powers[letter] : 0;
        }

        Monomial times(Monomial other) {
            int[] sum = Arrays.copyOf(powers, Math.max(powers.length, other.powers.length));
            for (int i = 0; i < other.powers.length; i++) {
                sum[i] = Math.addExact(sum[i], other.powers[i]);
            }
            return new Monomial(sum);
        }

        /** The same with another power of one letter. */
        Monomial with(int letter, int power) {
            int[] changed = Arrays.copyOf(powers, Math.max(powers.length, letter + 1));
            changed[letter] = power;
            return new Monomial(changed);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Monomial m && Arrays.equals(powers, m.powers);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    static Polynomial constant(BigInteger value) {
        return of(Monomial.ONE, value);
    }

    static Polynomial of(Monomial monomial, BigInteger coefficient) {
        return coefficient.signum() == 0 ? ZERO : new Polynomial(Map.of(monomial, coefficient));
    }

    static Polynomial letter(int number) {
        return of(Monomial.ONE.with(number, 1), BigInteger.ONE);
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    boolean isOne() {
        return terms.size() == 1 && BigInteger.ONE.equals(terms.get(Monomial.ONE));
    }

    boolean isConstant() {
        return terms.isEmpty() || terms.size() == 1 && terms.containsKey(Monomial.ONE);
    }

    /** The value of a constant; of any other the term without letters. */
    BigInteger constant() {
        return terms.getOrDefault(Monomial.ONE, BigInteger.ZERO);
    }

    int highestPower(int letter) {
        return terms.keySet().stream()
                .mapToInt(monomial -> monomial.power(letter))
                .max()
                .orElse(0);
    }

    Polynomial plus(Polynomial other) {
        if (isZero()) {
            return other;
        }
        var sum = new LinkedHashMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient));
        return new Polynomial(sum);
    }

    Polynomial negated() {
        var negative = new LinkedHashMap<Monomial, BigInteger>();
        terms.forEach((monomial, coefficient) -> negative.put(monomial, coefficient.negate()));
        return new Polynomial(negative);
    }

    Polynomial minus(Polynomial other) {
        return plus(other.negated());
    }

    /** The product; its work is the product of the numbers of terms. */
    Polynomial times(Polynomial other) {
        if (isOne()) {
            return other;
        } else if (other.isOne()) {
            return this;
        }
        var product = new LinkedHashMap<Monomial, BigInteger>();
        terms.forEach((left, a) -> other.terms.forEach((right, b) -> add(product, left.times(right), a.multiply(b))));
        return new Polynomial(product);
    }

    private static void add(HashMap<Monomial, BigInteger> sum, Monomial monomial, BigInteger coefficient) {
        sum.merge(monomial, coefficient, (a, b) -> {
            BigInteger both = a.add(b);
            return both.signum() == 0 ? null : both;
        });
    }
}
