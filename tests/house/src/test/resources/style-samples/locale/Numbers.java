package sample;

import java.text.NumberFormat;

class Numbers {
    String money(double amount) {
        return NumberFormat.getInstance().format(amount);
    }
}
