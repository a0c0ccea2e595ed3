package dev.toolbridge.tests.style;

import java.util.function.Function;
import java.util.stream.Stream;

/// One rule of the style, checked on one file at a time.
///
/// @param name the name of the rule in findings and in the samples that prove it
/// @param check finds every line that breaks it
record Rule(String name, Function<Source, Stream<Remark>> check) {

    /// Everything in a file that breaks this rule, as text for people: place, line, rule and fault.
    Stream<String> findings(Source source) {
        return check.apply(source)
                .map(remark -> "%s:%s [%s] %s".formatted(source.place(), remark.line(), name, remark.text()));
    }
}
