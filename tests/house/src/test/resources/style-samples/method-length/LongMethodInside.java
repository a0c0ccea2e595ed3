package sample;

class LongMethodInside {
    Runnable counter = new Runnable() {
        private int sum;

        @Override
        public void run() {
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
            sum++;
        }
    };
}
