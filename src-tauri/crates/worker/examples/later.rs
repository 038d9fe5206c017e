#![allow(dead_code, clippy::all)]
extern crate replica as companion;
use replica::check::*; use replica::*; use loro::*; use couple::*; use std::sync::atomic::*;
static STAGE: AtomicU64=AtomicU64::new(0); static SEED: AtomicU64=AtomicU64::new(0);
mod worker_process { pub struct WorkerProcess; impl WorkerProcess{ pub fn new(_:std::path::PathBuf)->Self{Self}} impl replica::check::Checker for WorkerProcess{ fn check(&mut self,_:&replica::check::Request)->Result<replica::check::Checked,replica::check::Refusal>{unimplemented!()}} }
#[path="/tmp/latersrc/documents.rs"] mod documents;
#[path="/tmp/latersrc/harm.rs"] mod harm;
fn life(r:&Request){
  let all:Vec<Vec<u8>>=r.base.iter().cloned().chain([r.update.clone()]).collect();
  for again in 0..3 {
   if r.kind==ThingKind::Entry {
    let mut d=EntryDoc::open(&r.base).unwrap(); let v0=d.version(); d.import(&r.update).unwrap(); let v=d.value().unwrap();
    if again==1 { d=EntryDoc::open(&all).unwrap(); }
    let mut other=EntryDoc::open(&r.base).unwrap();
    let o=other.change(PeerId(0xA1),&EntryEdit{body:Some(format!("x {} y",other.value().unwrap().body)),tags:Some(vec!["q".into()]),title:Some("T".into()),..Default::default()}).unwrap().unwrap();
    if again==2 { d.import(&o).unwrap(); }
    let nb=format!("start {} end", v.body.replace("day","night"));
    let e=EntryEdit{title:Some("new".into()),body:Some(nb.chars().take(1000).collect()),tags:Some(vec!["a".into(),"b".into()]),feelings:Some(vec![]),removed_at:Some(Some(chrono::DateTime::from_timestamp(5,0).unwrap())),..Default::default()};
    let u=d.change(PeerId(0xA1+again),&e); let _=d.edit_from(PeerId(77),&v0,&EntryEdit{body:Some("short body".into()),..Default::default()});
    if again!=2 {d.import(&o).ok();}
    let _=d.value(); let _=d.value_at(&v0);
    if let Ok(Some(u))=u{ let _=d.split(&u,60); let mut w=EntryDoc::open(&all).unwrap(); if again!=2{ w.import(&u).unwrap(); w.value().unwrap();} 
      let mut z=EntryDoc::open(&r.base).unwrap(); let _=z.import(&o); let _=z.import(&r.update); let _=z.value(); let _=z.version();}
   } else {
    let mut d=OutingDoc::open(&r.base).unwrap(); let v0=d.version(); d.import(&r.update).unwrap(); let _=d.value().unwrap();
    if again==1 { d=OutingDoc::open(&all).unwrap(); }
    let mut other=OutingDoc::open(&r.base).unwrap();
    let ed=|n|OutingEdit{note:Some(format!("note {n}")),offer:Some(documents::offer(n,PersonId([1;16]))),answer:Some((PersonId([1;16]),couple::outing::OfferId(1),couple::outing::Answer::Accepted)),cancelled:Some(true),..Default::default()};
    let o=other.change(PeerId(0xA1),&ed(8)).unwrap().unwrap();
    if again==2 { d.import(&o).unwrap(); }
    let _=d.change(PeerId(0xA1+again),&ed(9)); let _=d.edit_from(PeerId(77),&v0,&ed(10));
    if again!=2 {d.import(&o).ok();} let _=d.value();
    let mut z=OutingDoc::open(&r.base).unwrap(); let _=z.import(&o); let _=z.import(&r.update); let _=z.value();
   }
  }
}
fn main(){
 let a:Vec<u64>=std::env::args().skip(1).map(|x|x.parse().unwrap()).collect();
 std::panic::set_hook(Box::new(|i|{let l=i.location().unwrap(); println!("{} {} {}:{} {}",STAGE.load(Ordering::SeqCst),SEED.load(Ordering::SeqCst),l.file().rsplit('/').take(2).collect::<Vec<_>>().join("<"),l.line(), i.to_string().lines().nth(1).unwrap_or("").chars().take(120).collect::<String>()); std::process::exit(70)}));
 let seeds=harm::seeds(); let mut passed=0;
 for s in a[0]..a[1]{ SEED.store(s,Ordering::SeqCst); std::fs::write(format!("/tmp/later-{}",a[0]/10_000_000),s.to_string()).unwrap();
  let r=harm::mutant(&seeds,s); STAGE.store(1,Ordering::SeqCst); let t=std::time::Instant::now();
  if check_update(&r).is_ok(){ STAGE.store(2,Ordering::SeqCst); passed+=1; life(&r);}
  if t.elapsed().as_millis()>1500{println!("9 {s} SLOW {:?}",t.elapsed());}
 }
 println!("0 done passed {passed}");
}
