package dev.toolbridge.tenants.secret.rotation;

import dev.toolbridge.tenants.secret.rotation.Overlap.Acceptance;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The phases of a rotation. [#change] brings new versions into use; [#conclude] ends the old ones, when their overlap
/// is over ([TenantSecret#isSettled]): hours or days later, so that nothing stays in progress meanwhile.
public final class RotationPlan {
    private static final List<RotationStage> CHANGE = List.of(
            RotationStage.GENERATE,
            RotationStage.ADMIT,
            RotationStage.ACCEPT_BY_FILE,
            RotationStage.ACCEPT_BY_RELEASE,
            RotationStage.PROMOTE,
            RotationStage.USE_BY_FILE,
            RotationStage.USE_BY_RELEASE);

    private static final List<RotationStage> CONCLUSION = List.of(
            RotationStage.RETIRE,
            RotationStage.WITHDRAW_BY_FILE,
            RotationStage.WITHDRAW_BY_RELEASE,
            RotationStage.DISMISS,
            RotationStage.DESTROY);

    /// The old version is retired before the new files are written, so that these hold it nowhere.
    private static final List<RotationStage> AT_ONCE = List.of(
            RotationStage.GENERATE,
            RotationStage.ADMIT,
            RotationStage.PROMOTE,
            RotationStage.RETIRE,
            RotationStage.USE_BY_FILE,
            RotationStage.USE_BY_RELEASE,
            RotationStage.DISMISS,
            RotationStage.DESTROY);

    private RotationPlan() {}

    /// The phases until the new versions are in use.
    public static List<RotationPhase> change(Collection<TenantSecret> secrets) {
        return phases(CHANGE, secrets);
    }

    /// The phases that end the old versions.
    public static List<RotationPhase> conclude(Collection<TenantSecret> secrets) {
        return phases(CONCLUSION, secrets);
    }

    /// All phases without an overlap, for secrets that somebody else may know.
    public static List<RotationPhase> immediately(Collection<TenantSecret> secrets) {
        return phases(AT_ONCE, secrets);
    }

    private static List<RotationPhase> phases(List<RotationStage> stages, Collection<TenantSecret> secrets) {
        return stages.stream()
                .map(stage -> new RotationPhase(
                        stage,
                        secrets.stream()
                                .filter(secret -> takesPart(secret.overlap(), stage))
                                .collect(Collectors.toSet())))
                .filter(phase -> !phase.secrets().isEmpty())
                .toList();
    }

    private static boolean takesPart(Overlap overlap, RotationStage stage) {
        return switch (stage) {
            case GENERATE, PROMOTE, RETIRE, DESTROY -> true;
            case ADMIT, DISMISS -> overlap.isAdmitted();
            case ACCEPT_BY_FILE, USE_BY_FILE, WITHDRAW_BY_FILE -> overlap.acceptance() == Acceptance.FILE;
            case ACCEPT_BY_RELEASE, WITHDRAW_BY_RELEASE -> overlap.acceptance() == Acceptance.RELEASE;
            case USE_BY_RELEASE ->
                Stream.of(Acceptance.RELEASE, Acceptance.WITH_USE).anyMatch(overlap.acceptance()::equals);
        };
    }
}
