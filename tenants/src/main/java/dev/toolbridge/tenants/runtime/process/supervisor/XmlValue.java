package dev.toolbridge.tenants.runtime.process.supervisor;

import java.util.List;
import java.util.Map;

/// A value of XML-RPC, of the kinds that supervisord uses.
sealed interface XmlValue {

    /// A text.
    record Text(String text) implements XmlValue {}

    /// An integer.
    record Whole(long number) implements XmlValue {}

    /// A boolean.
    record Truth(boolean isTrue) implements XmlValue {}

    /// An array.
    record Sequence(List<XmlValue> values) implements XmlValue {

        public Sequence {
            values = List.copyOf(values);
        }
    }

    /// A struct.
    record Structure(Map<String, XmlValue> members) implements XmlValue {

        public Structure {
            members = Map.copyOf(members);
        }

        /// A member that must be a text.
        String text(String name) {
            if (members.get(name) instanceof Text member) {
                return member.text();
            }
            throw missing(name);
        }

        /// A member that must be an integer.
        long whole(String name) {
            if (members.get(name) instanceof Whole member) {
                return member.number();
            }
            throw missing(name);
        }

        private static BadAnswer missing(String name) {
            return new BadAnswer("the member " + name + " is missing or of another kind");
        }
    }
}
