package dev.toolbridge.tests.document;

import static dev.toolbridge.tests.document.MarkdownTable.cells;
import static dev.toolbridge.tests.document.MarkdownTable.code;

import dev.toolbridge.contract.Edit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.entity.Entities;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The entity table and the error catalogue, as documents show them.
final class ContractTables {

    private ContractTables() {}

    static String entityTypes() {
        return MarkdownTable.of(
                cells("name", "path", "named fields", "kept under", "archiving sets", "actions"),
                Entities.ALL.stream()
                        .map(type -> cells(
                                code(type.name()),
                                code("/v1/" + type.plural()),
                                type.fields().stream()
                                        .map(ContractTables::field)
                                        .collect(Collectors.joining(", ")),
                                parent(type),
                                edit(type.archive()),
                                type.actions().entrySet().stream()
                                        .map(action -> code(action.getKey()) + ": " + edit(action.getValue()))
                                        .collect(Collectors.joining("<br>")))));
    }

    static String errors() {
        return MarkdownTable.of(
                cells("status", "code"),
                Arrays.stream(ErrorCode.values())
                        .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(row -> cells(
                                row.getKey().toString(),
                                row.getValue().stream()
                                        .map(ErrorCode::wireName)
                                        .sorted(Comparator.naturalOrder())
                                        .map(MarkdownTable::code)
                                        .collect(Collectors.joining(", ")))));
    }

    private static String field(Field field) {
        return switch (field.type()) {
            case TEXT ->
                field.name() + (field.choices().isEmpty() ? "" : " (" + String.join(", ", field.choices()) + ")");
            case TEXTS -> field.name() + " (texts)";
            case FLAG -> field.name() + " (flag)";
            case NUMBER -> field.name() + " (number)";
            case UID -> field.name() + " (uid)";
            case TIME -> field.name() + " (time)";
        };
    }

    private static String parent(EntityType type) {
        return switch (type.parent()) {
            case Parent.None _ -> "–";
            case Parent.Loose loose -> loose.type() + " (not checked)";
            case Parent.Required required -> required.type() + ", required";
            case Parent.Chosen chosen -> String.join(" or ", chosen.types()) + ", required";
        };
    }

    private static String edit(Edit edit) {
        return edit.fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(", "));
    }
}
