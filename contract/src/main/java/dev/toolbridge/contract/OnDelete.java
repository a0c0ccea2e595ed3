package dev.toolbridge.contract;

/// The effect of a delete over REST on the items that refer to the deleted one. A pushed tombstone has none.
public sealed interface OnDelete {

    /// They keep their reference.
    record KeepReferrers() implements OnDelete {}

    /// Items of `type` that are kept under the deleted one lose `field`, each as a change of its own.
    record ClearField(String type, String field) implements OnDelete {}
}
