package dev.toolbridge.tenants.secret.rotation;

/// The stages of a rotation, in their order.
public enum RotationStage {
    /// A pending version is made.
    GENERATE,
    /// The party outside takes the pending version: the idle login gets its password, the members' server its key.
    ADMIT,
    /// A release with both versions is deployed.
    ACCEPT_BY_RELEASE,
    /// The pending version becomes primary, the primary one valid.
    PROMOTE,
    /// A release with the new primary version is deployed.
    USE_BY_RELEASE,
    /// A release that seals with a new master key is deployed, after one that opens with it.
    SEAL_BY_RELEASE,
    /// The data keys that old master keys have sealed are sealed anew.
    REWRAP,
    /// The valid versions are retired.
    RETIRE,
    /// A release without the old versions is deployed.
    WITHDRAW_BY_RELEASE,
    /// The party outside drops the old version.
    DISMISS,
    /// The values of retired versions are destroyed.
    DESTROY
}
