package sample;

import java.text.DecimalFormat;

class Decimal {
    String money(double amount) {
        return new DecimalFormat("0.00").format(amount);
    }
}
