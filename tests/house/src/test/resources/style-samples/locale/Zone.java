package sample;

import java.time.ZoneId;

class Zone {
    ZoneId here() {
        return ZoneId.systemDefault();
    }
}
