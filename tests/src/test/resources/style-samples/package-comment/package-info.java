package sample;
