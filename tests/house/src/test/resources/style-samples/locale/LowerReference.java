package sample;

import java.util.Optional;

class LowerReference {
    Optional<String> key(Optional<String> name) {
        return name.map(String::toUpperCase);
    }
}
