/** fontkit ships no types; pdf-lib only hands it on. */
declare module 'fontkit'
