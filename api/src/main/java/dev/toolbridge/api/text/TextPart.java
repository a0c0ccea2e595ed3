package dev.toolbridge.api.text;

/// One step of an operation through a text. Lengths are in UTF-16 units.
public sealed interface TextPart {

    /// Its units in the text before the operation.
    int before();

    /// Its units in the text after the operation.
    int after();

    /// Leaves units as they are.
    record Keep(int units) implements TextPart {

        public Keep {
            requireSome(units);
        }

        @Override
        public int before() {
            return units;
        }

        @Override
        public int after() {
            return units;
        }
    }

    /// Takes units out.
    record Delete(int units) implements TextPart {

        public Delete {
            requireSome(units);
        }

        @Override
        public int before() {
            return units;
        }

        @Override
        public int after() {
            return 0;
        }
    }

    /// Puts a text in.
    record Insert(String text) implements TextPart {

        public Insert {
            requireSome(text.length());
        }

        @Override
        public int before() {
            return 0;
        }

        @Override
        public int after() {
            return text.length();
        }
    }

    private static void requireSome(int units) {
        if (units <= 0) {
            throw new IllegalArgumentException("a part of an operation has at least one unit");
        }
    }
}
