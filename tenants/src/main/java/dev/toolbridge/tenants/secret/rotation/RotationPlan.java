package dev.toolbridge.tenants.secret.rotation;

import dev.toolbridge.tenants.secret.rotation.Overlap.Acceptance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The phases of a rotation. [#change] brings new versions into use, and ends the old ones that end with the release
/// that used them; [#conclude] ends the others when their overlap is over ([TenantSecret#isSettled]): hours or days
/// later, so that nothing stays in progress meanwhile.
public final class RotationPlan {
    private static final List<RotationStage> CHANGE = List.of(
            RotationStage.GENERATE,
            RotationStage.ADMIT,
            RotationStage.ACCEPT_BY_RELEASE,
            RotationStage.PROMOTE,
            RotationStage.USE_BY_RELEASE);

    private static final List<RotationStage> END =
            List.of(RotationStage.RETIRE, RotationStage.DISMISS, RotationStage.DESTROY);

    private static final List<RotationStage> CONCLUSION = List.of(
            RotationStage.REWRAP,
            RotationStage.RETIRE,
            RotationStage.WITHDRAW_BY_RELEASE,
            RotationStage.DISMISS,
            RotationStage.DESTROY);

    /// The old version is retired before the new release is made, so that its files hold it nowhere.
    private static final List<RotationStage> AT_ONCE = List.of(
            RotationStage.ADMIT,
            RotationStage.PROMOTE,
            RotationStage.RETIRE,
            RotationStage.USE_BY_RELEASE,
            RotationStage.DISMISS,
            RotationStage.DESTROY);

    /// For what has sealed: its new version is accepted by the release that uses the new versions of the others. The
    /// conclusion ends the old one, which opens nothing then.
    private static final List<RotationStage> SEALING =
            List.of(RotationStage.PROMOTE, RotationStage.SEAL_BY_RELEASE, RotationStage.REWRAP);

    private RotationPlan() {}

    /// The phases until the new versions are in use, and the old ones are ended that nothing else uses.
    public static List<RotationPhase> change(Collection<TenantSecret> secrets) {
        List<TenantSecret> ending = secrets.stream()
                .filter(secret -> secret.overlap().endsWithRelease())
                .toList();
        return Stream.concat(phases(CHANGE, secrets).stream(), phases(END, ending).stream())
                .toList();
    }

    /// The phases that end the old versions.
    public static List<RotationPhase> conclude(Collection<TenantSecret> secrets) {
        return phases(CONCLUSION, secrets);
    }

    /// All phases without an overlap, for secrets that somebody else may know.
    public static List<RotationPhase> immediately(Collection<TenantSecret> secrets) {
        Map<Boolean, List<TenantSecret>> bySealing =
                secrets.stream().collect(Collectors.partitioningBy(TenantSecret::isSealing));
        return Stream.of(
                        phases(List.of(RotationStage.GENERATE), secrets),
                        phases(AT_ONCE, bySealing.get(false)),
                        phases(SEALING, bySealing.get(true)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<RotationPhase> phases(List<RotationStage> stages, Collection<TenantSecret> secrets) {
        return stages.stream()
                .map(stage -> new RotationPhase(
                        stage,
                        secrets.stream()
                                .filter(secret -> takesPart(secret, stage))
                                .collect(Collectors.toSet())))
                .filter(Predicate.not(phase -> phase.secrets().isEmpty()))
                .toList();
    }

    private static boolean takesPart(TenantSecret secret, RotationStage stage) {
        Overlap overlap = secret.overlap();
        return switch (stage) {
            case GENERATE, PROMOTE, RETIRE, DESTROY -> true;
            case ADMIT, DISMISS -> overlap.isAdmitted();
            case ACCEPT_BY_RELEASE, WITHDRAW_BY_RELEASE -> overlap.acceptance() == Acceptance.RELEASE;
            case SEAL_BY_RELEASE, REWRAP -> secret.isSealing();
            case USE_BY_RELEASE -> overlap.acceptance() != Acceptance.NOWHERE;
        };
    }
}
