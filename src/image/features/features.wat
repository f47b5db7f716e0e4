;; The steps of feature extraction that touch every pixel, sixteen or eight at a time: softening, shrinking, corners, and the look of a patch.
;; Built by .scripts/build-wasm.mjs. What each step gives is said where it is done without SIMD (features-pyramid.ts, features-corners.ts,
;; describe.ts), and is the same to the last bit. Planes are bytes, row after row; they may be read and written some bytes beyond their end.
(module
  (import "env" "memory" (memory 1))

  ;; Means of 3 x 3 pixels that are $step apart, weighted 1 2 1. The last eight of a row are done again rather than one by one: rows must
  ;; have eight pixels and the two margins.
  (func (export "soften") (param $from i32) (param $to i32) (param $width i32) (param $height i32) (param $step i32)
    (local $y i32) (local $row i32) (local $at i32) (local $out i32) (local $left i32) (local $go i32)
    (local $sum v128) (local $middle v128)
    (memory.copy (local.get $to) (local.get $from) (i32.mul (local.get $width) (local.get $height)))
    (local.set $row (i32.mul (local.get $step) (local.get $width)))
    (local.set $y (local.get $step))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_s (local.get $y) (i32.sub (local.get $height) (local.get $step))))
        (local.set $at (i32.add (local.get $from) (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $step))))
        (local.set $out (i32.add (local.get $to) (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $step))))
        (local.set $left (i32.sub (local.get $width) (i32.mul (i32.const 2) (local.get $step))))
        (loop $columns
          ;; The column to the left and the one to the right, then twice the one between.
          (local.set $sum
            (i16x8.add
              (i16x8.add
                (i16x8.add
                  (v128.load8x8_u (i32.sub (i32.sub (local.get $at) (local.get $row)) (local.get $step)))
                  (i16x8.shl (v128.load8x8_u (i32.sub (local.get $at) (local.get $step))) (i32.const 1)))
                (v128.load8x8_u (i32.sub (i32.add (local.get $at) (local.get $row)) (local.get $step))))
              (i16x8.add
                (i16x8.add
                  (v128.load8x8_u (i32.add (i32.sub (local.get $at) (local.get $row)) (local.get $step)))
                  (i16x8.shl (v128.load8x8_u (i32.add (local.get $at) (local.get $step))) (i32.const 1)))
                (v128.load8x8_u (i32.add (i32.add (local.get $at) (local.get $row)) (local.get $step))))))
          (local.set $middle
            (i16x8.add
              (i16x8.add
                (v128.load8x8_u (i32.sub (local.get $at) (local.get $row)))
                (i16x8.shl (v128.load8x8_u (local.get $at)) (i32.const 1)))
              (v128.load8x8_u (i32.add (local.get $at) (local.get $row)))))
          (local.set $sum
            (i16x8.shr_u
              (i16x8.add
                (i16x8.add (local.get $sum) (i16x8.shl (local.get $middle) (i32.const 1)))
                (v128.const i16x8 8 8 8 8 8 8 8 8))
              (i32.const 4)))
          (v128.store64_lane 0 (local.get $out) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
          (local.set $left (i32.sub (local.get $left) (i32.const 8)))
          (if (i32.gt_s (local.get $left) (i32.const 0))
            (then
              (local.set $go
                (select (i32.const 8) (local.get $left) (i32.ge_s (local.get $left) (i32.const 8))))
              (local.set $at (i32.add (local.get $at) (local.get $go)))
              (local.set $out (i32.add (local.get $out) (local.get $go)))
              (local.set $left
                (select (local.get $left) (i32.const 8) (i32.ge_s (local.get $left) (i32.const 8))))
              (br $columns))))
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (br $rows))))

  ;; Between the four nearest pixels. $rows has, for each new row, where the old one begins in its plane and the share, in 1/64, of the one
  ;; below it; $columns, for each new column, twice the old one's place; $shares the 1/64 of that column and of the next, 16 bits each. The
  ;; tables of columns end with zeros up to a multiple of four. $line is room for an old row of 16-bit numbers.
  (func (export "shrink") (param $from i32) (param $width i32) (param $to i32) (param $newWidth i32) (param $newHeight i32)
    (param $rows i32) (param $columns i32) (param $shares i32) (param $line i32)
    (local $y i32) (local $x i32) (local $at i32) (local $out i32) (local $low v128) (local $high v128) (local $sum v128)
    (block $done
      (loop $lines
        (br_if $done (i32.ge_s (local.get $y) (local.get $newHeight)))
        (local.set $at (i32.add (local.get $from) (i32.load (i32.add (local.get $rows) (i32.shl (local.get $y) (i32.const 3))))))
        (local.set $low (i16x8.splat (i32.load offset=4 (i32.add (local.get $rows) (i32.shl (local.get $y) (i32.const 3))))))
        (local.set $high (i16x8.sub (v128.const i16x8 64 64 64 64 64 64 64 64) (local.get $low)))
        (local.set $x (i32.const 0))
        (loop $down
          (v128.store (i32.add (local.get $line) (i32.shl (local.get $x) (i32.const 1)))
            (i16x8.add
              (i16x8.mul (local.get $high) (v128.load8x8_u (i32.add (local.get $at) (local.get $x))))
              (i16x8.mul (local.get $low)
                (v128.load8x8_u (i32.add (i32.add (local.get $at) (local.get $width)) (local.get $x))))))
          (local.set $x (i32.add (local.get $x) (i32.const 8)))
          (br_if $down (i32.lt_s (local.get $x) (local.get $width))))
        (local.set $out (i32.add (local.get $to) (i32.mul (local.get $y) (local.get $newWidth))))
        (local.set $x (i32.const 0))
        (loop $across
          (local.set $at (i32.add (local.get $columns) (i32.shl (local.get $x) (i32.const 2))))
          (local.set $sum (v128.load32_zero (i32.add (local.get $line) (i32.load (local.get $at)))))
          (local.set $sum (v128.load32_lane 1 (i32.add (local.get $line) (i32.load offset=4 (local.get $at))) (local.get $sum)))
          (local.set $sum (v128.load32_lane 2 (i32.add (local.get $line) (i32.load offset=8 (local.get $at))) (local.get $sum)))
          (local.set $sum (v128.load32_lane 3 (i32.add (local.get $line) (i32.load offset=12 (local.get $at))) (local.get $sum)))
          (local.set $sum
            (i32x4.shr_u
              (i32x4.add
                (i32x4.dot_i16x8_s (local.get $sum)
                  (v128.load (i32.add (local.get $shares) (i32.shl (local.get $x) (i32.const 2)))))
                (v128.const i32x4 2048 2048 2048 2048))
              (i32.const 12)))
          (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
          ;; Up to three bytes beyond the row, which the next row writes over.
          (v128.store32_lane 0 (i32.add (local.get $out) (local.get $x)) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
          (local.set $x (i32.add (local.get $x) (i32.const 4)))
          (br_if $across (i32.lt_s (local.get $x) (local.get $newWidth))))
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (br $lines))))

  ;; The smaller eigenvalue of the products of gradients in the 5 x 5 pixels around a place.
  (func $strength (param $at i32) (param $width i32) (result f32)
    (local $row i32) (local $left i32) (local $dx v128) (local $dy v128) (local $x2 v128) (local $y2 v128) (local $xy v128)
    (local $xx f64) (local $yy f64) (local $product f64) (local $half f64)
    (local.set $row (i32.sub (i32.sub (local.get $at) (i32.const 2)) (i32.shl (local.get $width) (i32.const 1))))
    (local.set $left (i32.const 5))
    (loop $rows
      ;; Eight neighbours are read, five count.
      (local.set $dx
        (v128.and (v128.const i16x8 -1 -1 -1 -1 -1 0 0 0)
          (i16x8.sub (v128.load8x8_u offset=1 (local.get $row)) (v128.load8x8_u (i32.sub (local.get $row) (i32.const 1))))))
      (local.set $dy
        (v128.and (v128.const i16x8 -1 -1 -1 -1 -1 0 0 0)
          (i16x8.sub
            (v128.load8x8_u (i32.add (local.get $row) (local.get $width)))
            (v128.load8x8_u (i32.sub (local.get $row) (local.get $width))))))
      (local.set $x2 (i32x4.add (local.get $x2) (i32x4.dot_i16x8_s (local.get $dx) (local.get $dx))))
      (local.set $y2 (i32x4.add (local.get $y2) (i32x4.dot_i16x8_s (local.get $dy) (local.get $dy))))
      (local.set $xy (i32x4.add (local.get $xy) (i32x4.dot_i16x8_s (local.get $dx) (local.get $dy))))
      (local.set $row (i32.add (local.get $row) (local.get $width)))
      (br_if $rows (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (local.set $xx (f64.convert_i32_s (call $total (local.get $x2))))
    (local.set $yy (f64.convert_i32_s (call $total (local.get $y2))))
    (local.set $product (f64.convert_i32_s (call $total (local.get $xy))))
    (local.set $half (f64.mul (f64.sub (local.get $xx) (local.get $yy)) (f64.const 0.5)))
    (f32.demote_f64
      (f64.sub
        (f64.mul (f64.add (local.get $xx) (local.get $yy)) (f64.const 0.5))
        (f64.sqrt
          (f64.add
            (f64.mul (local.get $half) (local.get $half))
            (f64.mul (local.get $product) (local.get $product)))))))

  (func $total (param $sums v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $sums)) (i32x4.extract_lane 1 (local.get $sums)))
      (i32.add (i32x4.extract_lane 2 (local.get $sums)) (i32x4.extract_lane 3 (local.get $sums)))))

  ;; Corners of a level: writes where they are in the plane to $places and their strengths into $map, and returns how many there are, at
  ;; most $room and a row more. $circle has the 16 places around a pixel and the first nine again, counted from the pixel.
  (func (export "corners") (param $data i32) (param $width i32) (param $height i32) (param $margin i32) (param $contrast i32)
    (param $circle i32) (param $map i32) (param $places i32) (param $room i32) (result i32)
    (local $count i32) (local $y i32) (local $at i32) (local $end i32) (local $three i32) (local $bits i32) (local $k i32)
    (local $pixel v128) (local $high v128) (local $low v128) (local $up v128) (local $down v128) (local $left v128)
    (local $right v128) (local $bright v128) (local $dark v128) (local $brightest v128) (local $darkest v128) (local $sign v128)
    (local.set $sign (i8x16.splat (i32.const 0x80)))
    (local.set $three (i32.mul (local.get $width) (i32.const 3)))
    (local.set $y (local.get $margin))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_s (local.get $y) (i32.sub (local.get $height) (local.get $margin))))
        (br_if $done (i32.ge_s (local.get $count) (local.get $room)))
        (local.set $at (i32.add (local.get $data) (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $margin))))
        (local.set $end
          (i32.add (local.get $data)
            (i32.sub (i32.mul (i32.add (local.get $y) (i32.const 1)) (local.get $width)) (local.get $margin))))
        (loop $columns
          (local.set $pixel (v128.load (local.get $at)))
          ;; Bytes with their highest bit turned are compared as signed ones, which takes one instruction and not three.
          (local.set $high
            (v128.xor (local.get $sign) (i8x16.add_sat_u (local.get $pixel) (i8x16.splat (local.get $contrast)))))
          (local.set $low
            (v128.xor (local.get $sign) (i8x16.sub_sat_u (local.get $pixel) (i8x16.splat (local.get $contrast)))))
          (local.set $up (v128.xor (local.get $sign) (v128.load (i32.sub (local.get $at) (local.get $three)))))
          (local.set $down (v128.xor (local.get $sign) (v128.load (i32.add (local.get $at) (local.get $three)))))
          (local.set $left (v128.xor (local.get $sign) (v128.load (i32.sub (local.get $at) (i32.const 3)))))
          (local.set $right (v128.xor (local.get $sign) (v128.load offset=3 (local.get $at))))
          ;; Nine in a row hold two neighbours among the ends of the axes.
          (local.set $bright
            (v128.and
              (v128.or (i8x16.gt_s (local.get $up) (local.get $high)) (i8x16.gt_s (local.get $down) (local.get $high)))
              (v128.or (i8x16.gt_s (local.get $left) (local.get $high)) (i8x16.gt_s (local.get $right) (local.get $high)))))
          (local.set $dark
            (v128.and
              (v128.or (i8x16.gt_s (local.get $low) (local.get $up)) (i8x16.gt_s (local.get $low) (local.get $down)))
              (v128.or (i8x16.gt_s (local.get $low) (local.get $left)) (i8x16.gt_s (local.get $low) (local.get $right)))))
          (if (v128.any_true (v128.or (local.get $bright) (local.get $dark)))
            (then
              ;; Along the circle: how many in a row so far, and the most there were.
              (local.set $bright (v128.const i32x4 0 0 0 0))
              (local.set $dark (v128.const i32x4 0 0 0 0))
              (local.set $brightest (v128.const i32x4 0 0 0 0))
              (local.set $darkest (v128.const i32x4 0 0 0 0))
              (local.set $k (i32.const 0))
              (loop $around
                (local.set $pixel
                  (v128.xor (local.get $sign)
                    (v128.load (i32.add (local.get $at) (i32.load (i32.add (local.get $circle) (local.get $k)))))))
                (local.set $up (i8x16.gt_s (local.get $pixel) (local.get $high)))
                (local.set $down (i8x16.gt_s (local.get $low) (local.get $pixel)))
                (local.set $bright (v128.and (i8x16.sub (local.get $bright) (local.get $up)) (local.get $up)))
                (local.set $dark (v128.and (i8x16.sub (local.get $dark) (local.get $down)) (local.get $down)))
                (local.set $brightest (i8x16.max_u (local.get $brightest) (local.get $bright)))
                (local.set $darkest (i8x16.max_u (local.get $darkest) (local.get $dark)))
                (local.set $k (i32.add (local.get $k) (i32.const 4)))
                (br_if $around (i32.lt_u (local.get $k) (i32.const 100))))
              (local.set $bits
                (i8x16.bitmask
                  (i8x16.gt_s (i8x16.max_u (local.get $brightest) (local.get $darkest)) (i8x16.splat (i32.const 8)))))
              (if (i32.lt_s (i32.sub (local.get $end) (local.get $at)) (i32.const 16))
                (then
                  (local.set $bits
                    (i32.and (local.get $bits)
                      (i32.sub (i32.shl (i32.const 1) (i32.sub (local.get $end) (local.get $at))) (i32.const 1))))))
              (block $none
                (loop $each
                  (br_if $none (i32.eqz (local.get $bits)))
                  (local.set $k (i32.add (local.get $at) (i32.ctz (local.get $bits))))
                  (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
                  (i32.store (i32.add (local.get $places) (i32.shl (local.get $count) (i32.const 2)))
                    (i32.sub (local.get $k) (local.get $data)))
                  (f32.store
                    (i32.add (local.get $map) (i32.shl (i32.sub (local.get $k) (local.get $data)) (i32.const 2)))
                    (call $strength (local.get $k) (local.get $width)))
                  (local.set $count (i32.add (local.get $count) (i32.const 1)))
                  (br $each)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $columns (i32.lt_s (local.get $at) (local.get $end))))
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (br $rows)))
    (local.get $count))

  ;; Writes x, y and strength of the corners that are stronger than their eight neighbours, clears the map, and returns how many they are.
  (func (export "peaks") (param $places i32) (param $count i32) (param $width i32) (param $map i32) (param $x i32) (param $y i32)
    (param $strength i32) (result i32)
    (local $i i32) (local $kept i32) (local $place i32) (local $row i32) (local $at i32) (local $line i32) (local $s f32)
    (local.set $line (i32.shl (local.get $width) (i32.const 2)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $i) (local.get $count)))
        (local.set $place (i32.load (i32.add (local.get $places) (i32.shl (local.get $i) (i32.const 2)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (local.set $at (i32.add (local.get $map) (i32.shl (local.get $place) (i32.const 2))))
        (local.set $s (f32.load (local.get $at)))
        (br_if $each (f32.le (local.get $s) (f32.const 0)))
        (br_if $each (f32.lt (local.get $s) (f32.load (i32.sub (local.get $at) (i32.const 4)))))
        (br_if $each (f32.le (local.get $s) (f32.load offset=4 (local.get $at))))
        (local.set $row (i32.sub (local.get $at) (local.get $line)))
        (br_if $each (f32.lt (local.get $s) (f32.load (i32.sub (local.get $row) (i32.const 4)))))
        (br_if $each (f32.lt (local.get $s) (f32.load (local.get $row))))
        (br_if $each (f32.lt (local.get $s) (f32.load offset=4 (local.get $row))))
        (local.set $row (i32.add (local.get $at) (local.get $line)))
        (br_if $each (f32.le (local.get $s) (f32.load (i32.sub (local.get $row) (i32.const 4)))))
        (br_if $each (f32.le (local.get $s) (f32.load (local.get $row))))
        (br_if $each (f32.le (local.get $s) (f32.load offset=4 (local.get $row))))
        (local.set $row (i32.div_u (local.get $place) (local.get $width)))
        (i32.store16 (i32.add (local.get $x) (i32.shl (local.get $kept) (i32.const 1)))
          (i32.sub (local.get $place) (i32.mul (local.get $row) (local.get $width))))
        (i32.store16 (i32.add (local.get $y) (i32.shl (local.get $kept) (i32.const 1))) (local.get $row))
        (f32.store (i32.add (local.get $strength) (i32.shl (local.get $kept) (i32.const 2))) (local.get $s))
        (local.set $kept (i32.add (local.get $kept) (i32.const 1)))
        (br $each)))
    (local.set $i (i32.const 0))
    (block $cleared
      (loop $clear
        (br_if $cleared (i32.ge_u (local.get $i) (local.get $count)))
        (f32.store
          (i32.add (local.get $map)
            (i32.shl (i32.load (i32.add (local.get $places) (i32.shl (local.get $i) (i32.const 2)))) (i32.const 2)))
          (f32.const 0))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $clear)))
    (local.get $kept))

  ;; Sums of brightness times place over the disc around a pixel, across and down, written to $sums. $disc has 64 bytes for each row of the
  ;; disc from the middle down: 32 numbers of 16 bits, all ones inside and zero outside, the first for the leftmost pixel of the middle row.
  (func (export "direction") (param $at i32) (param $width i32) (param $radius i32) (param $disc i32) (param $sums i32)
    (local $y i32) (local $part i32) (local $above i32) (local $below i32) (local $first v128) (local $inside v128)
    (local $one v128) (local $two v128) (local $x v128) (local $across v128) (local $down v128)
    (local.set $first (i16x8.sub (v128.const i16x8 0 1 2 3 4 5 6 7) (i16x8.splat (local.get $radius))))
    (loop $rows
      (local.set $above
        (i32.sub (i32.sub (local.get $at) (local.get $radius)) (i32.mul (local.get $y) (local.get $width))))
      (local.set $below
        (i32.add (i32.sub (local.get $at) (local.get $radius)) (i32.mul (local.get $y) (local.get $width))))
      (local.set $x (local.get $first))
      (local.set $part (i32.const 0))
      (loop $parts
        (local.set $inside (v128.load (i32.add (local.get $disc) (i32.shl (local.get $part) (i32.const 1)))))
        (local.set $one (v128.and (local.get $inside) (v128.load8x8_u (i32.add (local.get $below) (local.get $part)))))
        ;; The middle row is its own mirror image and counts once.
        (local.set $two
          (if (result v128) (local.get $y)
            (then (v128.and (local.get $inside) (v128.load8x8_u (i32.add (local.get $above) (local.get $part)))))
            (else (v128.const i32x4 0 0 0 0))))
        (local.set $across
          (i32x4.add (local.get $across)
            (i32x4.dot_i16x8_s (local.get $x) (i16x8.add (local.get $one) (local.get $two)))))
        (local.set $down
          (i32x4.add (local.get $down)
            (i32x4.dot_i16x8_s (i16x8.splat (local.get $y)) (i16x8.sub (local.get $one) (local.get $two)))))
        (local.set $x (i16x8.add (local.get $x) (i16x8.splat (i32.const 8))))
        (local.set $part (i32.add (local.get $part) (i32.const 8)))
        (br_if $parts (i32.lt_u (local.get $part) (i32.const 32))))
      (local.set $disc (i32.add (local.get $disc) (i32.const 64)))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br_if $rows (i32.le_u (local.get $y) (local.get $radius))))
    (i32.store (local.get $sums) (call $total (local.get $across)))
    (i32.store offset=4 (local.get $sums) (call $total (local.get $down))))

  ;; The description of a patch, 32 bytes, and behind it which of its bits are unsure. $places has x and y of both places of the 256 pairs, a
  ;; byte each; $sure is the number of pairs after which the differences are sure; $room takes 1,024 bytes: counts, then differences.
  (func (export "describe") (param $at i32) (param $width i32) (param $places i32) (param $sure i32) (param $room i32)
    (param $out i32)
    (local $i i32) (local $difference i32) (local $count i32) (local $seen i32) (local $limit i32)
    (local $offsets v128) (local $steps v128) (local $some v128)
    (memory.fill (local.get $room) (i32.const 0) (i32.const 512))
    ;; x by 1 and y by the width.
    (local.set $steps (i32x4.splat (i32.or (i32.shl (local.get $width) (i32.const 16)) (i32.const 1))))
    (loop $pairs
      (local.set $offsets
        (i32x4.dot_i16x8_s (local.get $steps) (v128.load8x8_s (i32.add (local.get $places) (i32.shl (local.get $i) (i32.const 2))))))
      (local.set $difference
        (i32.sub
          (i32.load8_u (i32.add (local.get $at) (i32x4.extract_lane 0 (local.get $offsets))))
          (i32.load8_u (i32.add (local.get $at) (i32x4.extract_lane 1 (local.get $offsets))))))
      (i32.store16 offset=512 (i32.add (local.get $room) (i32.shl (local.get $i) (i32.const 1))) (local.get $difference))
      (local.set $count
        (i32.add (local.get $room)
          (i32.shl
            (select (i32.sub (i32.const 0) (local.get $difference)) (local.get $difference)
              (i32.lt_s (local.get $difference) (i32.const 0)))
            (i32.const 1))))
      (i32.store16 (local.get $count) (i32.add (i32.load16_u (local.get $count)) (i32.const 1)))
      (local.set $difference
        (i32.sub
          (i32.load8_u (i32.add (local.get $at) (i32x4.extract_lane 2 (local.get $offsets))))
          (i32.load8_u (i32.add (local.get $at) (i32x4.extract_lane 3 (local.get $offsets))))))
      (i32.store16 offset=514 (i32.add (local.get $room) (i32.shl (local.get $i) (i32.const 1))) (local.get $difference))
      (local.set $count
        (i32.add (local.get $room)
          (i32.shl
            (select (i32.sub (i32.const 0) (local.get $difference)) (local.get $difference)
              (i32.lt_s (local.get $difference) (i32.const 0)))
            (i32.const 1))))
      (i32.store16 (local.get $count) (i32.add (i32.load16_u (local.get $count)) (i32.const 1)))
      (local.set $i (i32.add (local.get $i) (i32.const 2)))
      (br_if $pairs (i32.lt_u (local.get $i) (i32.const 256))))
    (local.set $limit (i32.const -1))
    (loop $sizes
      (local.set $limit (i32.add (local.get $limit) (i32.const 1)))
      (local.set $seen
        (i32.add (local.get $seen)
          (i32.load16_u (i32.add (local.get $room) (i32.shl (local.get $limit) (i32.const 1))))))
      (br_if $sizes (i32.lt_u (local.get $seen) (local.get $sure))))
    (if (i32.eqz (local.get $limit)) (then (local.set $limit (i32.const 1))))
    (local.set $i (i32.const 0))
    (loop $bits
      (local.set $some (v128.load offset=512 (i32.add (local.get $room) (i32.shl (local.get $i) (i32.const 4)))))
      (i32.store8 (i32.add (local.get $out) (local.get $i)) (i16x8.bitmask (local.get $some)))
      (i32.store8 offset=32 (i32.add (local.get $out) (local.get $i))
        (i16x8.bitmask (i16x8.lt_s (i16x8.abs (local.get $some)) (i16x8.splat (local.get $limit)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $bits (i32.lt_u (local.get $i) (i32.const 32))))))
