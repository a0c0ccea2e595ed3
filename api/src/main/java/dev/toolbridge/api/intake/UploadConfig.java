package dev.toolbridge.api.intake;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The settings of uploads.
///
/// @param folder the folder of the files; without it a temporary one of the process
/// @param bytesMax the bytes of all files together
public record UploadConfig(Optional<Path> folder, long bytesMax) {
    private static final long MEBIBYTE = 1_048_576;

    private static final Setting<String> FOLDER = Setting.text(
            "UPLOAD_DIR",
            "The folder of this server alone for uploaded files, which imports read. Without it they are in a folder"
                    + " that ends with the process, and imports with it.");
    private static final Setting<Integer> MEBIBYTES = Setting.whole(
                    "UPLOAD_MEBIBYTES", 256, 1_048_576, "How many MiB of uploaded files are kept at a time.")
            .or("1024");

    public static final List<Setting<?>> SETTINGS = List.of(FOLDER, MEBIBYTES);

    public static UploadConfig from(Settings settings) {
        return new UploadConfig(settings.find(FOLDER).map(Path::of), settings.get(MEBIBYTES) * MEBIBYTE);
    }
}
