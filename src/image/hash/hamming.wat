;; Near hashes among many: all hashes of a table against one or more queries and their negatives. Built by .scripts/build-wasm.mjs.
;;
;; A hash has 256 bits. The bits 0 to 127 of 128 hashes lie in one block as 128 planes of 16 bytes: plane p holds bit p of each hash. So one
;; instruction looks at one bit of 128 hashes, and differing bits are counted by adders made of logic. The bits 128 to 255 of a hash lie
;; together, 16 bytes each, and are read only where the first half is near. A half is near when at most `limit` of its 128 bits differ, or
;; at least 128 - limit, which the negative of a picture gives; `limit` is at most 63.
;;
;; A query is 2,064 bytes: 128 planes that are all ones where its bit is one, else zeros, then its bits 128 to 255.
(module
  (import "env" "memory" (memory 1 65536 shared))

  ;; Writes the hits among the lanes marked in $low (near) and $high (near to the negative); answers where the next hit goes.
  ;; A hit is 8 bytes: number of the hash; then distance, 1024 times the number of the query, and 512 for the negative.
  (func $collect (param $low v128) (param $high v128) (param $counts i32) (param $first i32) (param $count i32) (param $rest i32)
    (param $query i32) (param $number i32) (param $limit i32) (param $out i32) (result i32)
    (local $lanes i64) (local $lane i32) (local $hash i32) (local $at i32) (local $distance i32) (local $bit i32) (local $part i32)
    (local $negative i32) (local $tag i32)
    (loop $parts
      ;; Parts 0 and 1: the lower and upper 64 lanes that are near; 2 and 3: those near to the negative.
      (local.set $negative (i32.shr_u (local.get $part) (i32.const 1)))
      (local.set $lanes
        (if (result i64) (i32.eqz (local.get $negative))
          (then
            (select (i64x2.extract_lane 1 (local.get $low)) (i64x2.extract_lane 0 (local.get $low))
              (i32.and (local.get $part) (i32.const 1))))
          (else
            (select (i64x2.extract_lane 1 (local.get $high)) (i64x2.extract_lane 0 (local.get $high))
              (i32.and (local.get $part) (i32.const 1))))))
      (block $empty
        (loop $next
          (br_if $empty (i64.eqz (local.get $lanes)))
          (local.set $lane
            (i32.add (i32.wrap_i64 (i64.ctz (local.get $lanes)))
              (i32.shl (i32.and (local.get $part) (i32.const 1)) (i32.const 6))))
          (local.set $lanes (i64.and (local.get $lanes) (i64.sub (local.get $lanes) (i64.const 1))))
          (local.set $hash (i32.add (local.get $first) (local.get $lane)))
          (br_if $next (i32.ge_u (local.get $hash) (local.get $count)))
          ;; The second half, then the count of the first from its eight planes.
          (local.set $at (i32.add (local.get $rest) (i32.shl (local.get $hash) (i32.const 4))))
          (local.set $distance
            (i32.wrap_i64
              (i64.add
                (i64.popcnt (i64.xor (i64.load (local.get $at)) (i64.load offset=2048 (local.get $query))))
                (i64.popcnt (i64.xor (i64.load offset=8 (local.get $at)) (i64.load offset=2056 (local.get $query)))))))
          (local.set $bit (i32.const 0))
          (loop $bits
            (local.set $distance
              (i32.add (local.get $distance)
                (i32.shl
                  (i32.and (i32.const 1)
                    (i32.shr_u
                      (i32.load8_u
                        (i32.add (i32.add (local.get $counts) (i32.shl (local.get $bit) (i32.const 4)))
                          (i32.shr_u (local.get $lane) (i32.const 3))))
                      (i32.and (local.get $lane) (i32.const 7))))
                  (local.get $bit))))
            (local.set $bit (i32.add (local.get $bit) (i32.const 1)))
            (br_if $bits (i32.lt_u (local.get $bit) (i32.const 8))))
          (if (local.get $negative) (then (local.set $distance (i32.sub (i32.const 256) (local.get $distance)))))
          (br_if $next (i32.gt_u (local.get $distance) (local.get $limit)))
          (local.set $tag (i32.or (i32.shl (local.get $number) (i32.const 10)) (i32.shl (local.get $negative) (i32.const 9))))
          (i32.store (local.get $out) (local.get $hash))
          (i32.store offset=4 (local.get $out) (i32.or (local.get $tag) (local.get $distance)))
          (local.set $out (i32.add (local.get $out) (i32.const 8)))
          (br $next)))
      (local.set $part (i32.add (local.get $part) (i32.const 1)))
      (br_if $parts (i32.lt_u (local.get $part) (i32.const 4))))
    (local.get $out))

  ;; Scans the blocks from number $block on and writes hits to $hits. Answers the number of the first block that was not scanned: the last
  ;; one plus one, or less when fewer than $most hits could be left for one block more. $scratch: 4 bytes for the end of the hits, 12 free,
  ;; 16 bytes times 8 for counts, times 14 for $limit as planes (made by the caller: seven of 127 - limit, seven of limit).
  (func (export "scan") (param $scratch i32) (param $queries i32) (param $asked i32) (param $planes i32) (param $rest i32)
    (param $count i32) (param $block i32) (param $limit i32) (param $hits i32) (param $room i32) (result i32)
    (local $blocks i32) (local $at i32) (local $mask i32) (local $end i32) (local $query i32) (local $number i32) (local $out i32)
    (local $last i32)
    (local $c1 v128) (local $c2 v128) (local $c4 v128) (local $c8 v128) (local $c16 v128) (local $c32 v128) (local $c64 v128)
    (local $c128 v128) (local $a v128) (local $b v128) (local $u v128) (local $x v128) (local $y v128) (local $p v128) (local $q v128)
    (local $below v128) (local $above v128)
    (local.set $blocks (i32.shr_u (i32.add (local.get $count) (i32.const 127)) (i32.const 7)))
    (local.set $out (local.get $hits))
    ;; A block gives at most 128 hits a query.
    (local.set $last
      (i32.sub (i32.add (local.get $hits) (i32.shl (local.get $room) (i32.const 3))) (i32.shl (local.get $asked) (i32.const 10))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $block) (local.get $blocks)))
        (br_if $done (i32.gt_u (local.get $out) (local.get $last)))
        (local.set $number (i32.const 0))
        (local.set $query (local.get $queries))
        (loop $ask
          (local.set $at (i32.add (local.get $planes) (i32.shl (local.get $block) (i32.const 11))))
          (local.set $end (i32.add (local.get $at) (i32.const 2048)))
          (local.set $mask (local.get $query))
          (local.set $c1 (v128.const i64x2 0 0))
          (local.set $c2 (v128.const i64x2 0 0))
          (local.set $c4 (v128.const i64x2 0 0))
          (local.set $c8 (v128.const i64x2 0 0))
          (local.set $c16 (v128.const i64x2 0 0))
          (local.set $c32 (v128.const i64x2 0 0))
          (local.set $c64 (v128.const i64x2 0 0))
          (local.set $c128 (v128.const i64x2 0 0))
          ;; Eight planes a round: full adders make of three planes of one weight one of that weight and one of twice that.
          (loop $round
            (local.set $p (v128.xor (v128.load (local.get $at)) (v128.load (local.get $mask))))
            (local.set $q (v128.xor (v128.load offset=16 (local.get $at)) (v128.load offset=16 (local.get $mask))))
            (local.set $u (v128.xor (local.get $p) (local.get $q)))
            (local.set $a (v128.bitselect (local.get $c1) (local.get $p) (local.get $u)))
            (local.set $c1 (v128.xor (local.get $u) (local.get $c1)))
            (local.set $p (v128.xor (v128.load offset=32 (local.get $at)) (v128.load offset=32 (local.get $mask))))
            (local.set $q (v128.xor (v128.load offset=48 (local.get $at)) (v128.load offset=48 (local.get $mask))))
            (local.set $u (v128.xor (local.get $p) (local.get $q)))
            (local.set $b (v128.bitselect (local.get $c1) (local.get $p) (local.get $u)))
            (local.set $c1 (v128.xor (local.get $u) (local.get $c1)))
            (local.set $u (v128.xor (local.get $a) (local.get $b)))
            (local.set $x (v128.bitselect (local.get $c2) (local.get $a) (local.get $u)))
            (local.set $c2 (v128.xor (local.get $u) (local.get $c2)))
            (local.set $p (v128.xor (v128.load offset=64 (local.get $at)) (v128.load offset=64 (local.get $mask))))
            (local.set $q (v128.xor (v128.load offset=80 (local.get $at)) (v128.load offset=80 (local.get $mask))))
            (local.set $u (v128.xor (local.get $p) (local.get $q)))
            (local.set $a (v128.bitselect (local.get $c1) (local.get $p) (local.get $u)))
            (local.set $c1 (v128.xor (local.get $u) (local.get $c1)))
            (local.set $p (v128.xor (v128.load offset=96 (local.get $at)) (v128.load offset=96 (local.get $mask))))
            (local.set $q (v128.xor (v128.load offset=112 (local.get $at)) (v128.load offset=112 (local.get $mask))))
            (local.set $u (v128.xor (local.get $p) (local.get $q)))
            (local.set $b (v128.bitselect (local.get $c1) (local.get $p) (local.get $u)))
            (local.set $c1 (v128.xor (local.get $u) (local.get $c1)))
            (local.set $u (v128.xor (local.get $a) (local.get $b)))
            (local.set $y (v128.bitselect (local.get $c2) (local.get $a) (local.get $u)))
            (local.set $c2 (v128.xor (local.get $u) (local.get $c2)))
            (local.set $u (v128.xor (local.get $x) (local.get $y)))
            (local.set $a (v128.bitselect (local.get $c4) (local.get $x) (local.get $u)))
            (local.set $c4 (v128.xor (local.get $u) (local.get $c4)))
            ;; What is carried out of the fours runs up the planes of higher weight.
            (local.set $b (v128.and (local.get $c8) (local.get $a)))
            (local.set $c8 (v128.xor (local.get $c8) (local.get $a)))
            (local.set $a (v128.and (local.get $c16) (local.get $b)))
            (local.set $c16 (v128.xor (local.get $c16) (local.get $b)))
            (local.set $b (v128.and (local.get $c32) (local.get $a)))
            (local.set $c32 (v128.xor (local.get $c32) (local.get $a)))
            (local.set $a (v128.and (local.get $c64) (local.get $b)))
            (local.set $c64 (v128.xor (local.get $c64) (local.get $b)))
            (local.set $c128 (v128.or (local.get $c128) (local.get $a)))
            (local.set $at (i32.add (local.get $at) (i32.const 128)))
            (local.set $mask (i32.add (local.get $mask) (i32.const 128)))
            (br_if $round (i32.lt_u (local.get $at) (local.get $end))))
          ;; Adding 127 - limit carries out of seven bits where more than `limit` differ; adding `limit`, where at least 128 - limit do.
          (local.set $below (v128.and (local.get $c1) (v128.load offset=144 (local.get $scratch))))
          (local.set $above (v128.and (local.get $c1) (v128.load offset=256 (local.get $scratch))))
          (local.set $p (v128.load offset=160 (local.get $scratch)))
          (local.set $below (v128.bitselect (local.get $below) (local.get $p) (v128.xor (local.get $c2) (local.get $p))))
          (local.set $p (v128.load offset=272 (local.get $scratch)))
          (local.set $above (v128.bitselect (local.get $above) (local.get $p) (v128.xor (local.get $c2) (local.get $p))))
          (local.set $p (v128.load offset=176 (local.get $scratch)))
          (local.set $below (v128.bitselect (local.get $below) (local.get $p) (v128.xor (local.get $c4) (local.get $p))))
          (local.set $p (v128.load offset=288 (local.get $scratch)))
          (local.set $above (v128.bitselect (local.get $above) (local.get $p) (v128.xor (local.get $c4) (local.get $p))))
          (local.set $p (v128.load offset=192 (local.get $scratch)))
          (local.set $below (v128.bitselect (local.get $below) (local.get $p) (v128.xor (local.get $c8) (local.get $p))))
          (local.set $p (v128.load offset=304 (local.get $scratch)))
          (local.set $above (v128.bitselect (local.get $above) (local.get $p) (v128.xor (local.get $c8) (local.get $p))))
          (local.set $p (v128.load offset=208 (local.get $scratch)))
          (local.set $below (v128.bitselect (local.get $below) (local.get $p) (v128.xor (local.get $c16) (local.get $p))))
          (local.set $p (v128.load offset=320 (local.get $scratch)))
          (local.set $above (v128.bitselect (local.get $above) (local.get $p) (v128.xor (local.get $c16) (local.get $p))))
          (local.set $p (v128.load offset=224 (local.get $scratch)))
          (local.set $below (v128.bitselect (local.get $below) (local.get $p) (v128.xor (local.get $c32) (local.get $p))))
          (local.set $p (v128.load offset=336 (local.get $scratch)))
          (local.set $above (v128.bitselect (local.get $above) (local.get $p) (v128.xor (local.get $c32) (local.get $p))))
          (local.set $p (v128.load offset=240 (local.get $scratch)))
          (local.set $below (v128.bitselect (local.get $below) (local.get $p) (v128.xor (local.get $c64) (local.get $p))))
          (local.set $p (v128.load offset=352 (local.get $scratch)))
          (local.set $above (v128.bitselect (local.get $above) (local.get $p) (v128.xor (local.get $c64) (local.get $p))))
          (local.set $below (v128.not (v128.or (local.get $below) (local.get $c128))))
          (local.set $above (v128.or (local.get $above) (local.get $c128)))
          (if (v128.any_true (v128.or (local.get $below) (local.get $above)))
            (then
              (v128.store offset=16 (local.get $scratch) (local.get $c1))
              (v128.store offset=32 (local.get $scratch) (local.get $c2))
              (v128.store offset=48 (local.get $scratch) (local.get $c4))
              (v128.store offset=64 (local.get $scratch) (local.get $c8))
              (v128.store offset=80 (local.get $scratch) (local.get $c16))
              (v128.store offset=96 (local.get $scratch) (local.get $c32))
              (v128.store offset=112 (local.get $scratch) (local.get $c64))
              (v128.store offset=128 (local.get $scratch) (local.get $c128))
              (local.set $out
                (call $collect (local.get $below) (local.get $above) (i32.add (local.get $scratch) (i32.const 16))
                  (i32.shl (local.get $block) (i32.const 7)) (local.get $count) (local.get $rest) (local.get $query)
                  (local.get $number) (local.get $limit) (local.get $out)))))
          (local.set $number (i32.add (local.get $number) (i32.const 1)))
          (local.set $query (i32.add (local.get $query) (i32.const 2064)))
          (br_if $ask (i32.lt_u (local.get $number) (local.get $asked))))
        (local.set $block (i32.add (local.get $block) (i32.const 1)))
        (br $each)))
    (i32.store (local.get $scratch) (local.get $out))
    (local.get $block)))
